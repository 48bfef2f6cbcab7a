import type { Reader } from '../tables/database.ts';

/** Who is in a small (direct) chat. For announcing; shows nothing to anybody. */
export async function chatMemberIds(db: Reader, chatId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .select('userId')
    .limit(100)
    .execute();
  return rows.map((row) => row.userId);
}
