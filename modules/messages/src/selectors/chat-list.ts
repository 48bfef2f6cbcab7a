import type { Chat } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { z } from 'zod';
import { presentChat } from '../presenters/chat.ts';
import type { Reader } from '../tables/database.ts';
import { afterPlace, chatRows, isShownTo, toChatRow } from './chat-rows.ts';

const listName = 'chats';
const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** One page of the viewer's chats, newest activity first. @throws AppError kit.bad_cursor */
export async function chatList(
  db: Reader,
  viewerId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ chats: Chat[]; nextCursor: string | null }> {
  let query = chatRows(db, viewerId).where(isShownTo(viewerId));
  if (page.cursor !== undefined) {
    const [lastActivityAt, id] = decodeCursor(listName, position, page.cursor);
    query = query.where(afterPlace(new Date(lastActivityAt), id));
  }
  const rows = await query
    .orderBy('chat.lastActivityAt', 'desc')
    .orderBy('chat.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const chats = rows.slice(0, page.limit).map((row) => presentChat(toChatRow(row), viewerId));
  const last = chats.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return { chats, nextCursor: hasMore ? encodeCursor(listName, [last.lastActivityAt, last.id]) : null };
}
