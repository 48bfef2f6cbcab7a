import type { Reader } from '../tables/database.ts';

/**
 * How far the other one of a direct chat is shown to have read while one of them blocks the other: as far as it was
 * when the block came. Undefined: as far as she has.
 */
export async function frozenRead(
  db: Reader,
  viewerId: string,
  chatId: string,
): Promise<{ readSeq: number } | undefined> {
  const chat = await db
    .selectFrom('chats')
    .where('id', '=', chatId)
    .where((eb) => eb.or([eb('isBlockedByLow', '=', true), eb('isBlockedByHigh', '=', true)]))
    .select(['topReader', 'topReadSeq', 'secondReadSeq'])
    .executeTakeFirst();
  return chat && { readSeq: chat.topReader === viewerId ? chat.secondReadSeq : chat.topReadSeq };
}
