import { outboxAppend } from '@bridges/kit';
import { ReadMarkerMovedSchema } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import { errors } from '../errors.ts';
import { chatAccess } from '../selectors/chat-access.ts';
import type { Database } from '../tables/database.ts';
import { moveTopReaders } from './top-readers.ts';

export interface MovedMarker {
  readSeq: number;
  isMoved: boolean;
  /** Somebody else's view of the chat changed with it. */
  isShownToOthers: boolean;
}

/**
 * Moves a user's read marker forward; never back (G6).
 *
 * @throws AppError messages.chat_not_found, messages.read_beyond_end
 */
export async function readMarkerMove(
  db: Kysely<Database>,
  userId: string,
  chatId: string,
  seq: number,
): Promise<MovedMarker> {
  return db.transaction().execute(async (trx) => {
    const place = await trx
      .selectFrom('chatMembers as member')
      .innerJoin('chats as chat', 'chat.id', 'member.chatId')
      .where('member.chatId', '=', chatId)
      .where('member.userId', '=', userId)
      .select(['member.readSeq', 'chat.lastSeq', 'chat.topReader', 'chat.topReadSeq', 'chat.secondReadSeq'])
      .executeTakeFirst();
    if (!place) throw errors.chat_not_found();
    if (seq > place.lastSeq) throw errors.read_beyond_end({ details: { lastSeq: place.lastSeq } });
    if (seq <= place.readSeq) return { readSeq: place.readSeq, isMoved: false, isShownToOthers: false };

    // In a large group most readers are neither first nor second: they leave the chat's own row, which every
    // send must lock, alone. Who may be is looked at again under the lock, chat before member as everywhere.
    const isShownToOthers =
      moveTopReaders({ ...place }, userId, seq) && (await moveOnChat(trx, userId, chatId, seq));
    const moved = await trx
      .updateTable('chatMembers')
      .set({ readSeq: seq })
      .where('chatId', '=', chatId)
      .where('userId', '=', userId)
      .where('readSeq', '<', seq)
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) {
      // Another device was faster and went further, or she was removed meanwhile.
      const { readSeq } = await chatAccess(trx, userId, chatId);
      return { readSeq, isMoved: false, isShownToOthers };
    }
    await outboxAppend(trx, ReadMarkerMovedSchema, 'messages.read_marker_moved.v1', { chatId, userId, seq });
    return { readSeq: seq, isMoved: true, isShownToOthers };
  });
}

async function moveOnChat(
  trx: Kysely<Database>,
  userId: string,
  chatId: string,
  seq: number,
): Promise<boolean> {
  const head = await trx
    .selectFrom('chats')
    .where('id', '=', chatId)
    .select(['topReader', 'topReadSeq', 'secondReadSeq', 'isBlockedByLow', 'isBlockedByHigh'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  // Where one has blocked the other, neither learns when the other was here.
  if (head.isBlockedByLow || head.isBlockedByHigh) return false;
  const tops = { topReader: head.topReader, topReadSeq: head.topReadSeq, secondReadSeq: head.secondReadSeq };
  if (!moveTopReaders(tops, userId, seq)) return false;
  await trx.updateTable('chats').set(tops).where('id', '=', chatId).execute();
  return true;
}
