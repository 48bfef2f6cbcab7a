import type { ChatMarks } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import { noMarksRow } from '../policies/chat-mark-patch.ts';
import { presentMarks } from '../presenters/chat-marks.ts';
import { chatMarkRow } from '../selectors/chat-mark-rows.ts';
import type { Database } from '../tables/database.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';
import { chatMarkStore } from './chat-mark-write.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { userRevLock, userRevRaise } from './user-rev.ts';

/** From now on these are her pinned chats, in this order. @throws AppError messages.chat_not_found */
export async function chatMarkPinAll(
  { db, bus }: MarksContext,
  userId: string,
  chatIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(chatIds)];
  const change = await db.transaction().execute(async (trx) => {
    await checkOwn(trx, userId, wanted);
    await userRevLock(trx, userId);
    const places = new Map<string, number | null>(wanted.map((chatId, at) => [chatId, at]));
    for (const chatId of await pinnedNow(trx, userId)) if (!places.has(chatId)) places.set(chatId, null);
    const moved = [];
    for (const [chatId, pinOrder] of places) {
      const before = (await chatMarkRow(trx, userId, chatId)) ?? noMarksRow;
      if (before.pinOrder !== pinOrder) moved.push({ chatId, row: { ...before, pinOrder } });
    }
    if (moved.length === 0) return undefined;
    const step = await userRevRaise(trx, userId);
    const chats: Record<string, ChatMarks> = {};
    for (const { chatId, row } of moved) {
      const stored = { ...row, rev: step.rev };
      await chatMarkStore(trx, userId, chatId, stored);
      chats[chatId] = presentMarks(stored);
    }
    return { ...step, chats };
  });
  if (change) chatMarkAnnounce(bus, userId, change);
}

async function checkOwn(trx: Transaction<Database>, userId: string, chatIds: string[]): Promise<void> {
  if (chatIds.length === 0) return;
  const own = await trx
    .selectFrom('chatMembers')
    .where('userId', '=', userId)
    .where('chatId', 'in', chatIds)
    .select('chatId')
    .execute();
  if (own.length !== chatIds.length) throw errors.chat_not_found();
}

/** Also those she is no longer in: they must not come back pinned. */
async function pinnedNow(trx: Transaction<Database>, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('chatMarks')
    .where('userId', '=', userId)
    .where('pinOrder', 'is not', null)
    .select('chatId')
    .execute();
  return rows.map((row) => row.chatId);
}
