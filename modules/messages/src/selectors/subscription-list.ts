import type { Reader } from '../tables/database.ts';

/** Every chat a user may read, with its newest seq; silent ones are direct chats with a block. */
export async function subscriptionList(
  db: Reader,
  userId: string,
): Promise<{ chatId: string; lastSeq: number; isSilent: boolean }[]> {
  return db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .where('member.userId', '=', userId)
    .select((eb) => [
      'member.chatId',
      'chat.lastSeq',
      eb
        .or([eb('chat.isBlockedByLow', '=', true), eb('chat.isBlockedByHigh', '=', true)])
        .$castTo<boolean>()
        .as('isSilent'),
    ])
    .execute();
}
