import type { MessageEdits } from '@bridges/contracts';
import type { Reader } from '../tables/database.ts';
import { messageGet } from './message-get.ts';

/** What a message said before its edits, the oldest first, to whoever may read it. @throws AppError as `messageGet` */
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
    .orderBy('rev')
    .execute();
  return edits.map(({ body, writtenAt }) => ({ text: body, writtenAt: writtenAt.toISOString() }));
}
