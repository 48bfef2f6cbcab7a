import type { Reader } from '../tables/database.ts';

/** Those of these users who are in the group. */
export async function membersAmong(
  db: Reader,
  chatId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('userId', 'in', userIds)
    .select('userId')
    .execute();
  return rows.map((row) => row.userId);
}
