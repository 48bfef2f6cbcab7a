import type { MessageEdits } from '@bridges/contracts';
import type { Reader } from '../tables/database.ts';
import { messageGet } from './message-get.ts';

/** A message may be edited for ever; of more nobody wants to read. */
const editsMost = 200;

/**
 * What a message said before its latest edits, the oldest first, to whoever may read it.
 *
 * @throws AppError as `messageGet`
 */
export async function messageEdits(
  db: Reader,
  viewerId: string,
  chatId: string,
  seq: number,
): Promise<MessageEdits['edits']> {
  await messageGet(db, viewerId, chatId, seq);
  const edits = await db
    .selectFrom('messageEdits')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .select(['body', 'writtenAt'])
    .orderBy('rev', 'desc')
    .limit(editsMost)
    .execute();
  return edits.reverse().map(({ body, writtenAt }) => ({ text: body, writtenAt: writtenAt.toISOString() }));
}
