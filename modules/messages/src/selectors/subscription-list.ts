import type { Reader } from '../tables/database.ts';

/** Every chat a user may read, with its newest seq. */
export async function subscriptionList(
  db: Reader,
  userId: string,
): Promise<{ chatId: string; lastSeq: number }[]> {
  return db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .where('member.userId', '=', userId)
    .select(['member.chatId', 'chat.lastSeq'])
    .execute();
}
