import type { Chat, Message, ResumeReply } from '@bridges/contracts';
import { sql } from 'kysely';
import type { MessageRow } from '../presenters/message.ts';
import { messageColumns } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import { chatMarkRev } from './chat-mark-rev.ts';
import { chatRows, isShownTo, toChatRow } from './chat-rows.ts';
import { chatView } from './chat-view.ts';
import { messageView, quotedView } from './message-view.ts';
import type { Sights } from './message-view.ts';
import { subscriptionList } from './subscription-list.ts';
import { syncEpoch } from './sync-epoch.ts';

/** Chats told of in one resume; the rest comes by pages. */
const maxChats = 500;
/** Messages of one chat that are sent after it was missed; more is a reset of that chat. */
const maxMissed = 100;
/** The same over all chats. */
const maxMissedInAll = 2000;

export interface ResumePosition {
  epoch: string | undefined;
  /** Highest gapless seq the device holds, by chat. */
  seqs: ReadonlyMap<string, number>;
  /** The rev it holds, by chat. */
  revs: ReadonlyMap<string, number>;
}

/** All that a device missed since its position, or an explicit reset of what it holds; never a part (G4). */
export async function resume(
  db: Reader,
  viewerId: string,
  position: ResumePosition,
): Promise<Omit<ResumeReply, 'users'>> {
  const [epoch, marksRev] = await Promise.all([syncEpoch(db), chatMarkRev(db, viewerId)]);
  const isReset = position.epoch !== epoch;
  const seqs = isReset ? new Map<string, number>() : position.seqs;
  const rows = await chatRows(db, viewerId)
    .where(isShownTo(viewerId))
    .orderBy('chat.lastActivityAt', 'desc')
    .orderBy('chat.id', 'desc')
    .limit(maxChats + 1)
    .execute();
  const shown = rows.slice(0, maxChats).map(toChatRow);
  const chats = await chatView(db, viewerId, shown);

  const sights: Sights = new Map(shown.map((row) => [row.id, row]));
  const missed = await readMissed(db, viewerId, sights, chats, seqs);
  const quoted = await readQuoted(db, viewerId, sights, missed);
  const revs = isReset ? new Map<string, number>() : position.revs;
  const moved = chats.filter((chat) => {
    const rev = revs.get(chat.id);
    return rev !== undefined && rev < chat.rev;
  });
  const told = chats.filter((chat) => seqs.get(chat.id) !== chat.lastSeq);
  const quiet = chats.filter((chat) => seqs.get(chat.id) === chat.lastSeq);
  return {
    epoch,
    isReset,
    chats: told.map((chat) => {
      const messages = missed.get(chat.id);
      const newest = chat.lastMessage ? [chat.lastMessage] : [];
      return {
        chat,
        messages: messages ?? newest,
        quoted: quoted.get(chat.id) ?? [],
        isReset: messages === undefined,
      };
    }),
    marks: Object.fromEntries(
      quiet.map((chat) => [chat.id, [chat.readSeq, chat.othersReadSeq] as [number, number]]),
    ),
    changed: Object.fromEntries(moved.map((chat) => [chat.id, chat.rev])),
    marksRev,
    gone: seqs.size === 0 ? [] : await findGone(db, viewerId, seqs),
    hasMore: rows.length > maxChats,
  };
}

/** What was posted after the device's seqs, in the chats where that is little enough to send. */
async function readMissed(
  db: Reader,
  viewerId: string,
  sights: Sights,
  chats: readonly Chat[],
  seqs: ReadonlyMap<string, number>,
): Promise<Map<string, Message[]>> {
  const wanted: { chatId: string; from: number; to: number }[] = [];
  let inAll = 0;
  for (const chat of chats) {
    const from = seqs.get(chat.id);
    // Who stands before her history has another chat in mind: she left and came back.
    if (from === undefined || from >= chat.lastSeq || from + 1 < chat.firstSeq) continue;
    const count = chat.lastSeq - from;
    if (count > maxMissed || inAll + count > maxMissedInAll) continue;
    inAll += count;
    wanted.push({ chatId: chat.id, from, to: chat.lastSeq });
  }
  if (wanted.length === 0) return new Map();
  const rows: MessageRow[] = await db
    .selectFrom('messages as message')
    .innerJoin(
      sql<{ chatId: string; from: number; to: number }>`unnest(${wanted.map((range) => range.chatId)}::uuid[],
        ${wanted.map((range) => range.from)}::bigint[], ${wanted.map((range) => range.to)}::bigint[])`.as<'wanted'>(
        sql`wanted (chat_id, "from", "to")`,
      ),
      'wanted.chatId',
      'message.chatId',
    )
    .whereRef('message.seq', '>', 'wanted.from')
    .whereRef('message.seq', '<=', 'wanted.to')
    .select(messageColumns.map((column) => `message.${column}` as const))
    .orderBy('message.chatId')
    .orderBy('message.seq')
    .execute();
  const missed = new Map<string, Message[]>(wanted.map((range) => [range.chatId, []]));
  for (const message of await messageView(db, viewerId, sights, rows))
    missed.get(message.chatId)?.push(message);
  return missed;
}

/** What these messages answer, by chat. */
async function readQuoted(
  db: Reader,
  viewerId: string,
  sights: Sights,
  missed: ReadonlyMap<string, Message[]>,
): Promise<Map<string, Message[]>> {
  const originals = await quotedView(db, viewerId, sights, [...missed.values()].flat());
  return Map.groupBy(originals, ({ chatId }) => chatId);
}

async function findGone(db: Reader, viewerId: string, seqs: ReadonlyMap<string, number>): Promise<string[]> {
  const readable = new Set((await subscriptionList(db, viewerId)).map((chat) => chat.chatId));
  return [...seqs.keys()].filter((chatId) => !readable.has(chatId));
}
