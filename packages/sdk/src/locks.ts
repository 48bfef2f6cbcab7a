/** A tab that the browser froze may hold a lock for hours; nobody waits for it longer than this. */
const patienceMs = 5000;

/**
 * Runs `work` while no other tab runs one under the same name. Where there is no `navigator.locks` (Node, old
 * browsers, insecure origins), or another tab holds on to it, it simply runs: locks save work here, they are
 * never what makes it right.
 */
export async function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  // Node has locks too, but its processes share nothing through them.
  if (locks === undefined || globalThis.document === undefined) return work();
  let started: Promise<Result> | undefined;
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), patienceMs);
  await locks
    .request(name, { signal: waiting.signal }, async () => {
      clearTimeout(timer);
      started = work();
      await started;
    })
    .catch(() => undefined);
  return started ?? work();
}
