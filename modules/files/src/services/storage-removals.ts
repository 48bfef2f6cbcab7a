import type { Deps } from '../deps.ts';
import type { Trx } from '../tables/database.ts';

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

/** Takes away bytes that were noted. What fails stays noted, and the next run tries again. */
export async function storageClean({ db, storage }: Pick<Deps, 'db' | 'storage'>): Promise<void> {
  for (;;) {
    const rows = await db.selectFrom('storageRemovals').selectAll().limit(100).execute();
    if (rows.length === 0) return;
    for (const { storageKey } of rows) {
      await storage.remove(storageKey);
      await db.deleteFrom('storageRemovals').where('storageKey', '=', storageKey).execute();
    }
  }
}
