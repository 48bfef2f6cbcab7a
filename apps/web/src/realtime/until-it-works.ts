const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;

/**
 * Does something that may fail until it works once: after waits that double, from 5 s to 5 min, and at once when `onChance`
 * calls. `onChance` answers what ends its calls.
 */
export function untilItWorks(
  act: () => Promise<unknown>,
  onChance: (again: () => void) => () => void,
  waitMs = firstWaitMs,
): void {
  act().catch(() => {
    const again = () => {
      clearTimeout(timer);
      stop();
      untilItWorks(act, onChance, Math.min(waitMs * 2, longestWaitMs));
    };
    const timer = setTimeout(again, waitMs);
    const stop = onChance(again);
  });
}
