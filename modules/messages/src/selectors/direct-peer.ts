import type { Reader } from '../tables/database.ts';

/** The other one of a direct chat that this user is in. */
export async function directPeer(db: Reader, chatId: string, userId: string): Promise<string | undefined> {
  const peer = await db
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '!=', userId)
    .select('userId')
    .executeTakeFirst();
  return peer?.userId;
}
