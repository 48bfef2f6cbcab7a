import type { MessagesService, UnreadMembersPage } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { sql } from 'kysely';
import type { Channels } from '../channels/channels.ts';
import type { Db, Trx } from '../tables/database.ts';
import { claimMs, pendingChatsClaim, pendingChatsRelease } from './pending-chats-claim.ts';
import type { PendingChat } from './pending-chats-claim.ts';
import { readersPlan } from './readers-plan.ts';
import type { PlanContext } from './readers-plan.ts';
import { tellingsPlan } from './tellings-plan.ts';
import { traceWrite } from './trace-write.ts';

export interface FanOutContext extends PlanContext {
  db: Db;
  channels: Channels;
  messages: Pick<RpcClient<typeof MessagesService>, 'listUnreadMembers'>;
}

const chatsAtOnce = 50;
const membersAtOnce = 2000;
/** Between two looks at one chat, and a second more for each thousand of its members who have not read. */
const restMs = (members: number) => 500 + members;

/**
 * Looks for the readers of new messages, many chats at a time, a page of members and a transaction after the other.
 * After a crash it goes on where it was; what is planned twice is there once. Resolves to how many chats there were.
 */
export async function chatsFanOut(context: FanOutContext): Promise<number> {
  const { db } = context;
  const chats = await pendingChatsClaim(db, 'readers', chatsAtOnce);
  if (chats.length === 0) return 0;
  try {
    // Where nobody has an address there is no need to look.
    if (await context.channels.isUsed()) await lookThrough(context, chats);
    else await db.transaction().execute((trx) => finish(trx, chats, new Map()));
  } catch (error) {
    await pendingChatsRelease(db, 'readers', chats);
    throw error;
  }
  return chats.length;
}

async function lookThrough(context: FanOutContext, chats: readonly PendingChat[]): Promise<void> {
  const places = new Map(chats.map((chat) => [chat, chat.doneUntil ?? '']));
  const seen = new Map<string, number>();
  while (places.size > 0) {
    const open = [...places.keys()];
    const pages = await ask(context, places);
    const plan = await readersPlan(context, open, pages);
    const isOver = (_: PendingChat, index: number) => pages[index]?.hasMore !== true;
    for (const [index, chat] of open.entries()) {
      const members = pages[index]?.members ?? [];
      seen.set(chat.chatId, (seen.get(chat.chatId) ?? 0) + members.length);
      if (isOver(chat, index)) places.delete(chat);
      else places.set(chat, members.at(-1)?.userId ?? '');
    }
    await context.db.transaction().execute(async (trx) => {
      await tellingsPlan(trx, plan.tellings);
      await traceWrite(trx, plan.decisions);
      await finish(trx, open.filter(isOver), seen);
      for (const [{ chatId }, doneUntil] of places) await moveOn(trx, chatId, doneUntil);
    });
  }
}

async function ask(
  { messages }: FanOutContext,
  places: ReadonlyMap<PendingChat, string>,
): Promise<UnreadMembersPage[]> {
  const questions = [...places].map(([{ chatId, lastSeq }, afterUserId]) => ({
    chatId,
    lastSeq,
    afterUserId,
  }));
  const limit = Math.floor(membersAtOnce / questions.length);
  const { pages } = await messages.listUnreadMembers({ questions, limit }, { deadlineMs: 10_000 });
  return pages;
}

async function moveOn(trx: Trx, chatId: string, doneUntil: string): Promise<void> {
  await trx
    .updateTable('pendingChats')
    .set({ doneUntil, claimedUntil: new Date(Date.now() + claimMs) })
    .where('chatId', '=', chatId)
    .execute();
}

/** What came meanwhile is looked at next time. */
async function finish(
  trx: Trx,
  chats: readonly PendingChat[],
  seen: ReadonlyMap<string, number>,
): Promise<void> {
  if (chats.length === 0) return;
  const now = Date.now();
  const sorted = chats.toSorted((a, b) => (a.chatId < b.chatId ? -1 : 1));
  const ready = sorted.map(({ chatId }) => new Date(now + restMs(seen.get(chatId) ?? 0)));
  await sql`
    update pending_chats chat set
      first_seq = done.last_seq + 1,
      first_at = ${new Date(now)}::timestamptz,
      due_at = case when chat.last_seq > done.last_seq then done.ready_at end,
      ready_at = done.ready_at, done_until = null, claimed_until = null
    from unnest(${sorted.map(({ chatId }) => chatId)}::uuid[], ${sorted.map(({ lastSeq }) => lastSeq)}::bigint[],
      ${ready}::timestamptz[]) done (chat_id, last_seq, ready_at)
    where chat.chat_id = done.chat_id`.execute(trx);
}
