/** How long a connection must hold before the next loss counts as the first again. */
const stableMs = 10_000;

/** Pauses between attempts: doubling, with full jitter, so that a restart's clients don't all come at once. */
export function createBackoff(minMs: number, maxMs: number, random = Math.random) {
  let failures = 0;
  let onlineSince: number | null = null;
  return {
    next(): number {
      const ceiling = Math.min(maxMs, minMs * 2 ** ++failures);
      return minMs + random() * Math.max(0, ceiling - minMs);
    },
    succeeded(): void {
      onlineSince = Date.now();
    },
    /** A connection that held only for a moment does not count as success: the server may be in trouble. */
    lost(): void {
      if (onlineSince !== null && Date.now() - onlineSince >= stableMs) failures = 0;
      onlineSince = null;
    },
    reset(): void {
      failures = 0;
    },
  };
}
