import type { Message } from '@bridges/contracts';
import type { MessageRow } from '../presenters/message.ts';
import { messageColumns } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';
import type { HistoryCache } from './history-cache.ts';
import { messageSince } from './message-since.ts';
import { messageView, quotedView } from './message-view.ts';

export interface MessageListQuery {
  before?: number | undefined;
  after?: number | undefined;
  around?: number | undefined;
  since?: string | undefined;
  limit: number;
}

export interface MessageListPage {
  /** Ascending by seq, without gaps. */
  messages: Message[];
  /** Originals that they answer and that are not among them. */
  quoted: Message[];
  /** The chat's rev just before the messages were read. */
  rev: number;
  hasBefore: boolean;
  hasAfter: boolean;
}

/** A page of a chat's history: before, after or around a seq or a moment, else the newest, through the cache where there is one. @throws AppError messages.chat_not_found */
export async function messageList(
  db: Reader,
  viewerId: string,
  chatId: string,
  query: MessageListQuery,
  history?: HistoryCache,
): Promise<MessageListPage> {
  const access = await chatAccess(db, viewerId, chatId);
  const { lastSeq, firstSeq, rev } = access;
  const { since } = query;
  const around = since === undefined ? query.around : await messageSince(db, chatId, access, since);
  const isNewest = query.before === undefined && query.after === undefined && around === undefined;
  const rows =
    isNewest && history
      ? await history.newest(db, chatId, access, query.limit)
      : await readPage(db, chatId, firstSeq, { ...query, around });
  const sights = new Map([[chatId, access]]);
  const messages = await messageView(db, viewerId, sights, rows);
  const quoted = await quotedView(db, viewerId, sights, messages);
  // An empty page lies before the first message or after the last.
  const first = rows[0]?.seq ?? (query.before === undefined ? Math.max(lastSeq + 1, firstSeq) : firstSeq);
  const last = rows.at(-1)?.seq ?? first - 1;
  return { messages, quoted, rev, hasBefore: first > firstSeq, hasAfter: last < lastSeq };
}

async function readPage(
  db: Reader,
  chatId: string,
  firstSeq: number,
  query: MessageListQuery,
): Promise<MessageRow[]> {
  const ofChat = db
    .selectFrom('messages')
    .select(messageColumns)
    .where('chatId', '=', chatId)
    .where('seq', '>=', firstSeq);
  if (query.after !== undefined)
    return ofChat.where('seq', '>', query.after).orderBy('seq').limit(query.limit).execute();
  if (query.around !== undefined) {
    // Seqs have no gaps, so half a page on each side is a range.
    const from = Math.max(firstSeq, query.around - Math.floor(query.limit / 2));
    return ofChat.where('seq', '>=', from).orderBy('seq').limit(query.limit).execute();
  }
  const upTo = query.before === undefined ? ofChat : ofChat.where('seq', '<', query.before);
  return (await upTo.orderBy('seq', 'desc').limit(query.limit).execute()).reverse();
}
