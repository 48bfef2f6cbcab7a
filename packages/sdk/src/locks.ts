/**
 * Runs `work` while no other tab runs one under the same name. Where there is no `navigator.locks`
 * (Node, old browsers, insecure origins) it simply runs: callers must be safe without it, only less tidy.
 */
export async function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  // Node has locks too, but its processes share nothing through them.
  if (locks === undefined || globalThis.document === undefined) return work();
  let result: { value: Result } | undefined;
  await locks.request(name, async () => {
    result = { value: await work() };
  });
  if (result === undefined) throw new Error(`The lock ${name} was not granted.`);
  return result.value;
}
