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

/** Until the end of the transaction no direct chat is made with this user: what is told of her misses none. */
export async function deactivationLock(trx: Transaction<Database>, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 1))`.execute(trx);
}

/** Whether the account of one of the two is closed; nothing that is told of either comes until the transaction ends. */
export async function directDeactivation(
  trx: Transaction<Database>,
  { userLow, userHigh }: DirectPair,
): Promise<{ hasDeactivated: boolean }> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(id, 1))
    from unnest(${[userLow, userHigh]}::text[]) as pair (id)`.execute(trx);
  const closed = await trx
    .selectFrom('deactivations')
    .where('userId', 'in', [userLow, userHigh])
    .where('isDeactivated', '=', true)
    .select('userId')
    .execute();
  return { hasDeactivated: closed.length > 0 };
}
