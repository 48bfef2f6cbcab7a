import type { Deps } from '../deps.ts';
import type { Trx } from '../tables/database.ts';

const batch = 100;

/** Notes bytes that nothing refers to once this transaction commits. */
export async function storageForget(trx: Trx, keys: (string | null)[]): Promise<void> {
  const values = keys.filter((key) => key !== null).map((storageKey) => ({ storageKey }));
  if (values.length > 0)
    await trx
      .insertInto('storageRemovals')
      .values(values)
      .onConflict((oc) => oc.doNothing())
      .execute();
}

/** Takes away bytes that were noted, some at a time; how many. What fails stays noted. */
export async function storageClean({ db, storage }: Pick<Deps, 'db' | 'storage'>): Promise<number> {
  const rows = await db.selectFrom('storageRemovals').selectAll().limit(batch).execute();
  for (const { storageKey } of rows) {
    await storage.remove(storageKey);
    await db.deleteFrom('storageRemovals').where('storageKey', '=', storageKey).execute();
  }
  return rows.length;
}

/** The same after an act of somebody who need not know of it: the job cleans what this could not. */
export async function storageTidy(deps: Pick<Deps, 'db' | 'storage' | 'log'>): Promise<void> {
  await storageClean(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'storage not tidied'));
}
