import type { Reader } from '../tables/database.ts';

/** Those of these users who may not come back into the group. */
export async function bannedAmong(
  db: Reader,
  chatId: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('groupBans')
    .where('chatId', '=', chatId)
    .where('userId', 'in', userIds)
    .select('userId')
    .execute();
  return new Set(rows.map((row) => row.userId));
}

export async function isBanned(db: Reader, chatId: string, userId: string): Promise<boolean> {
  return (await bannedAmong(db, chatId, [userId])).size > 0;
}
