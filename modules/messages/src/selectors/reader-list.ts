import { readersMost } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { frozenRead } from './frozen-read.ts';
import { messageGet } from './message-get.ts';

/**
 * Who has read a message, its sender left out.
 *
 * @throws AppError messages.chat_not_found, messages.message_not_found, messages.readers_hidden
 */
export async function readerList(
  db: Reader,
  viewerId: string,
  chatId: string,
  seq: number,
): Promise<{ userId: string }[]> {
  const { senderId } = await messageGet(db, viewerId, chatId, seq);
  const members = await db
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .select(['userId', 'readSeq', 'firstSeq'])
    .limit(readersMost + 1)
    .execute();
  if (members.length > readersMost) throw errors.readers_hidden();
  const frozen = await frozenRead(db, viewerId, chatId);
  return members
    .map((member) => (member.userId === viewerId ? member : { ...member, ...frozen }))
    .filter((member) => member.userId !== senderId && member.readSeq >= seq && member.firstSeq <= seq)
    .map(({ userId }) => ({ userId }));
}
