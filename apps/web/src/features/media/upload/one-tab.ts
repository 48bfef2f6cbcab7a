/**
 * Runs `work` while no other tab of this browser does under the same name. Where another one does, waits until it is
 * done and runs `afterwards` instead. Without locks (insecure origins) every tab works: the server keeps that right, too.
 */
export async function inOneTab(
  name: string,
  signal: AbortSignal,
  { work, afterwards }: { work: () => Promise<void>; afterwards: () => Promise<void> },
): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  const isMine = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (!isMine) await locks.request(name, { signal }, afterwards);
}
