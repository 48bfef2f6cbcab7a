import type { Chat } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { chatView } from './chat-view.ts';
import { chatListFilters, chatListName } from './chat-list-filters.ts';
import type { ChatListFilters } from './chat-list-filters.ts';
import { afterPlace, chatRows, isShownTo, toChatRow } from './chat-rows.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

export interface ChatListPage extends ChatListFilters {
  cursor?: string | undefined;
  limit: number;
}

/**
 * One page of the viewer's chats, newest activity first. Before the first page, and beyond its limit, stand those
 * she has pinned, in her order. @throws AppError kit.bad_cursor
 */
export async function chatList(
  db: Reader,
  viewerId: string,
  page: ChatListPage,
): Promise<{ chats: Chat[]; nextCursor: string | null }> {
  const list = chatListName(page);
  const all = chatRows(db, viewerId).where(isShownTo(viewerId)).where(chatListFilters(page));
  let query = all.where('marks.pinOrder', 'is', null);
  if (page.cursor !== undefined) {
    const [lastActivityAt, id] = decodeCursor(list, position, page.cursor);
    query = query.where(afterPlace(new Date(lastActivityAt), id));
  }
  const rows = await query
    .orderBy('chat.lastActivityAt', 'desc')
    .orderBy('chat.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const pinned =
    page.cursor === undefined
      ? await all.where('marks.pinOrder', 'is not', null).orderBy('marks.pinOrder').execute()
      : [];
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return {
    chats: await chatView(db, viewerId, [...pinned, ...shown].map(toChatRow)),
    nextCursor: hasMore ? encodeCursor(list, [last.lastActivityAt.toISOString(), last.id]) : null,
  };
}
