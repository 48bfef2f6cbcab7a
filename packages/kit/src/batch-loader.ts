/**
 * Makes one query of what is asked for by single ids at about the same time: what a cache does not hold of a page of
 * people is loaded together. Ids that the query does not find resolve to undefined.
 *
 * @example const load = createBatchLoader(async (ids) => new Map((await usersById(db, ids)).map((row) => [row.id, row])));
 */
export function createBatchLoader<Value>(
  query: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (id: string) => Promise<Value | undefined> {
  let open: { ids: Set<string>; found: Promise<ReadonlyMap<string, Value>> } | undefined;

  function openBatch() {
    const ids = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      // Who asks from now on may have been told of a change that the query does not see.
      open = undefined;
      return query([...ids]);
    });
    return { ids, found };
  }

  return async (id) => {
    open ??= openBatch();
    open.ids.add(id);
    return (await open.found).get(id);
  };
}
