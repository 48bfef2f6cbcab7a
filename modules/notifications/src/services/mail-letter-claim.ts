import type { Db } from '../tables/database.ts';

export interface LetterClaim {
  letterId: string;
  /** The mail server has taken it. */
  isSent: boolean;
  /** What it tells. */
  tellingIds: string[];
}

/** The letter that a telling was put into, when sending it was tried before. */
export async function letterOf(
  db: Pick<Db, 'selectFrom'>,
  tellingId: string,
): Promise<LetterClaim | undefined> {
  const rows = await db
    .selectFrom('mailTellings as one')
    .innerJoin('mailTellings as each', 'each.letterId', 'one.letterId')
    .where('one.tellingId', '=', tellingId)
    .select(['one.letterId', 'one.sentAt', 'each.tellingId'])
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  return {
    letterId: first.letterId,
    isSent: first.sentAt !== null,
    tellingIds: rows.map((row) => row.tellingId),
  };
}

/**
 * Notes what a letter tells before it is sent: should nobody know afterwards whether it was, the next attempt is the
 * same letter with the same id, and holds nothing new that a mail program would hide as seen. Resolves to what this letter
 * may tell: another copy of the service may have put some of it into a letter of its own meanwhile.
 */
export async function letterClaim(
  db: Pick<Db, 'insertInto'>,
  letter: { letterId: string; userId: string },
  tellingIds: readonly string[],
): Promise<Set<string>> {
  const claimedAt = new Date();
  // One order for all writers: two of them never wait for each other.
  const rows = await db
    .insertInto('mailTellings')
    .values(tellingIds.toSorted().map((tellingId) => ({ ...letter, tellingId, claimedAt, sentAt: null })))
    .onConflict((conflict) => conflict.column('tellingId').doNothing())
    .returning('tellingId')
    .execute();
  return new Set(rows.map(({ tellingId }) => tellingId));
}

/** The mail server has taken it. */
export async function letterSent(
  db: Db,
  { letterId, userId }: { letterId: string; userId: string },
): Promise<void> {
  const now = new Date();
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('mailTellings').set({ sentAt: now }).where('letterId', '=', letterId).execute();
    await trx.updateTable('mailReaders').set({ lastLetterAt: now }).where('userId', '=', userId).execute();
  });
}

/** It was surely not taken: the next attempt may be another letter, with more in it. */
export async function letterRelease(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('mailTellings').where('letterId', '=', letterId).where('sentAt', 'is', null).execute();
}

const keepMs = 3 * 86_400_000;

/** No telling is tried for so long. */
export async function letterClaimsPurge(db: Db): Promise<void> {
  await db
    .deleteFrom('mailTellings')
    .where('claimedAt', '<', new Date(Date.now() - keepMs))
    .execute();
}
