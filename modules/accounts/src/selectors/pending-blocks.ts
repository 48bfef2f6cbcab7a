import type { Reader } from '../tables/database.ts';

/** The pair's state that messages has not confirmed. */
export function pendingBlock(db: Reader, blockerId: string, blockedId: string) {
  return db
    .selectFrom('blocks')
    .select(['isActive', 'version'])
    .where('blockerId', '=', blockerId)
    .where('blockedId', '=', blockedId)
    .where('isDelivered', '=', false)
    .executeTakeFirst();
}

/** Pairs that messages has not confirmed, the oldest first; as many as one round takes. */
export function pendingBlocks(db: Reader): Promise<{ blockerId: string; blockedId: string }[]> {
  return db
    .selectFrom('blocks')
    .select(['blockerId', 'blockedId'])
    .where('isDelivered', '=', false)
    .orderBy('changedAt')
    .limit(1000)
    .execute();
}
