import type { MessagesService, UnreadMembersPage } from '@bridges/contracts/proto';
import type { Platform, RpcClient } from '@bridges/kit';
import { lookAgainAfter } from '../policies/chat-entry.ts';
import { whyQuiet } from '../policies/why-quiet.ts';
import type { Db, Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { chatEntriesTell } from './chat-entries-tell.ts';
import type { TellEntriesContext } from './chat-entries-tell.ts';
import { chatEntriesWrite } from './chat-entries-write.ts';
import type { ChatNews } from './chat-entries-write.ts';
import { chatEntriesFinish, chatEntriesMoveOn } from './chat-entries-finish.ts';
import { chatTurns } from './chat-turn.ts';
import { claimMs, pendingChatsClaim, pendingChatsRelease } from './pending-chats-claim.ts';
import type { PendingChat } from './pending-chats-claim.ts';

export interface ChatEntriesContext extends TellEntriesContext {
  db: Db;
  messages: TellEntriesContext['messages'] & Pick<RpcClient<typeof MessagesService>, 'listUnreadMembers'>;
  presence: Platform['presence'];
  /** What is read by then needs no entry: whoever looks at a chat reads it sooner. */
  entriesAfterSeconds: number;
}

const chatsAtOnce = 20;
const membersAtOnce = 1000;

/**
 * Puts new messages into the inboxes of those who do not read them: one entry a chat, which moves up with what comes.
 * Apart from the sends, some seconds after them, a page of members and a transaction after the other. Resolves to how
 * many chats there were.
 */
export async function chatEntriesAdd(context: ChatEntriesContext): Promise<number> {
  const { db } = context;
  const chats = await pendingChatsClaim(db, 'entries', chatsAtOnce);
  const seen = new Map(chats.map((chat) => [chat, { members: 0, foundNew: false }]));
  const places = new Map(chats.map((chat) => [chat, chat.entriesDoneUntil ?? '']));
  try {
    while (places.size > 0) {
      const rows = await db.transaction().execute((trx) => addPage(trx, context, places, seen));
      await chatEntriesTell(context, rows);
    }
  } catch (error) {
    await pendingChatsRelease(db, 'entries', chats);
    throw error;
  }
  return chats.length;
}

/** Who has read is asked under the turn of each chat: nobody reads it between the answer and the entries. */
async function addPage(
  trx: Trx,
  { messages, entriesAfterSeconds }: ChatEntriesContext,
  places: Map<PendingChat, string>,
  seen: Map<PendingChat, { members: number; foundNew: boolean }>,
): Promise<NotificationRow[]> {
  const open = [...places.keys()];
  await chatTurns(
    trx,
    open.map(({ chatId }) => chatId),
    'add',
  );
  const questions = open.map((chat) => ({
    chatId: chat.chatId,
    lastSeq: chat.lastSeq,
    afterUserId: places.get(chat) ?? '',
  }));
  const limit = Math.floor(membersAtOnce / questions.length);
  const { pages } = await messages.listUnreadMembers({ questions, limit }, { deadlineMs: 5000 });
  const written = await chatEntriesWrite(
    trx,
    open.flatMap((chat, index) => newsOf(chat, pages[index])),
  );
  const newIn = new Set(written.flatMap(({ chatId, isNew }) => (isNew && chatId !== null ? [chatId] : [])));
  const finished: (PendingChat & { restSeconds: number })[] = [];
  for (const [index, chat] of open.entries()) {
    const members = pages[index]?.members ?? [];
    const was = seen.get(chat);
    const now = {
      members: (was?.members ?? 0) + members.length,
      foundNew: was?.foundNew === true || newIn.has(chat.chatId),
    };
    seen.set(chat, now);
    const last = members.at(-1);
    if (pages[index]?.hasMore === true && last) {
      places.set(chat, last.userId);
      await chatEntriesMoveOn(trx, chat.chatId, last.userId, new Date(Date.now() + claimMs));
    } else {
      places.delete(chat);
      const restSeconds = lookAgainAfter(
        { ...now, restSeconds: chat.entriesRestSeconds },
        entriesAfterSeconds,
      );
      finished.push({ ...chat, restSeconds });
    }
  }
  await chatEntriesFinish(trx, finished);
  return written;
}

/** For whom the last message is news: not where she wants to hear nothing of it. */
function newsOf(
  { chatId, lastSeq: seq, lastSenderId: senderId, lastAt: at }: PendingChat,
  page: UnreadMembersPage | undefined,
): ChatNews[] {
  if (senderId === null || at === null) return [];
  const now = Date.now();
  return (page?.members ?? [])
    .filter((member) => !whyQuiet(member, now))
    .map(({ userId }) => ({ userId, chatId, seq, senderId, at }));
}
