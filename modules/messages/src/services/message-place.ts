import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import type { MessageRow } from '../presenters/message.ts';
import { keyOf, readHidden, rowsAt } from '../selectors/message-view.ts';
import type { Database } from '../tables/database.ts';
import type { ChatMember } from './chat-lock.ts';

/**
 * The messages at these seqs if all of them are for this member to see, deleted ones among them. In the order
 * of seq. @throws AppError messages.message_not_found
 */
export async function messagesAt(
  trx: Transaction<Database>,
  member: ChatMember,
  seqs: readonly number[],
): Promise<MessageRow[]> {
  const { chatId, userId, firstSeq } = member;
  const wanted = [...new Set(seqs)];
  const rows = await rowsAt(
    trx,
    wanted.map((seq) => ({ chatId, seq })),
  );
  const hidden = await readHidden(trx, userId, member.hasHidden ? rows : []);
  const isAll = rows.length === wanted.length;
  if (!isAll || rows.some((row) => row.seq < firstSeq || hidden.has(keyOf(row))))
    throw errors.message_not_found();
  return rows;
}

/** The same for one that must still be there. @throws AppError messages.message_not_found */
export async function messageAt(
  trx: Transaction<Database>,
  member: ChatMember,
  seq: number,
): Promise<MessageRow> {
  const [row] = await messagesAt(trx, member, [seq]);
  if (!row || row.kind === 'deleted') throw errors.message_not_found();
  return row;
}
