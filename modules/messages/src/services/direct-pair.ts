import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database, Reader } from '../tables/database.ts';

/** The two users of a direct chat as its row names them. */
export interface DirectPair {
  userLow: string;
  userHigh: string;
}

export function pairOf(one: string, other: string): DirectPair {
  return one < other ? { userLow: one, userHigh: other } : { userLow: other, userHigh: one };
}

/**
 * Until the end of the transaction nobody else makes the chat of these two or changes its blocks, so that a
 * chat that is being made and a block that arrives can't miss each other.
 */
export async function directPairLock(
  trx: Transaction<Database>,
  { userLow, userHigh }: DirectPair,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${userLow}:${userHigh}`}, 0))`.execute(trx);
}

/** Which of the two blocks the other. */
export async function directBlocks(db: Reader, { userLow, userHigh }: DirectPair) {
  const rows = await db
    .selectFrom('directBlocks')
    .select('blockerId')
    .where('blockerId', 'in', [userLow, userHigh])
    .where('blockedId', 'in', [userLow, userHigh])
    .where('isBlocked', '=', true)
    .execute();
  return {
    isBlockedByLow: rows.some((row) => row.blockerId === userLow),
    isBlockedByHigh: rows.some((row) => row.blockerId === userHigh),
  };
}
