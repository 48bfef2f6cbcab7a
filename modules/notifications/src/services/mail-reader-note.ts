import type { Db, Trx } from '../tables/database.ts';

/** Keeps whether somebody can be written to, as accounts tells it; what comes late changes nothing. */
export async function mailReaderNote(
  trx: Trx,
  { userId, hasAddress, version }: { userId: string; hasAddress: boolean; version: number },
): Promise<void> {
  await trx
    .insertInto('mailReaders')
    .values({ userId, hasAddress, version, lastLetterAt: null })
    .onConflict((conflict) =>
      conflict
        .column('userId')
        .doUpdateSet({ hasAddress, version, isUnreachable: false })
        .where('mailReaders.version', '<', version),
    )
    .execute();
}

/** Nothing will ever reach the address she had when this was found out. */
export async function mailReaderUnreachable(db: Db, userId: string, version: number): Promise<void> {
  await db
    .updateTable('mailReaders')
    .set({ isUnreachable: true })
    .where('userId', '=', userId)
    .where('version', '=', version)
    .execute();
}
