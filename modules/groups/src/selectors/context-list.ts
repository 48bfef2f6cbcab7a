import { limits, timestamp, uuid } from '@bridges/contracts';
import type { ChatState } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { searchPatterns } from '../presenters/search-text.ts';
import type { Reader } from '../tables/database.ts';
import { contextsOf } from './context-get.ts';
import type { ContextView, ContextViewer } from './context-get.ts';

const list = 'contexts';
const position = z.tuple([timestamp, uuid]);

export interface ContextListQuery {
  type?: string | undefined;
  state?: ChatState | undefined;
  status?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** One page of chats about things, the latest change first. @throws AppError kit.bad_cursor */
export async function contextList(
  db: Reader,
  viewer: ContextViewer,
  { type, state, status, search = '', cursor, limit = limits.pageSize.default }: ContextListQuery,
): Promise<{ rows: ContextView[]; nextCursor: string | null }> {
  let page = contextsOf(db, viewer);
  if (type !== undefined) page = page.where('contextType', '=', type);
  if (state !== undefined) page = page.where('state', '=', state);
  if (status !== undefined) page = page.where(sql<boolean>`groups.card->>'status' = ${status}`);
  for (const words of searchPatterns(search))
    page = page.where(sql<boolean>`groups.search_text like any(${words}::text[])`);
  if (cursor !== undefined) {
    const [changedAt, chatId] = decodeCursor(list, position, cursor);
    page = page.where(
      sql<boolean>`(groups.context_changed_at, groups.chat_id) < (${new Date(changedAt)}, ${chatId}::uuid)`,
    );
  }
  const found = await page
    .orderBy('contextChangedAt', 'desc')
    .orderBy('groups.chatId', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || !last?.contextChangedAt) return { rows, nextCursor: null };
  return { rows, nextCursor: encodeCursor(list, [last.contextChangedAt.toISOString(), last.chatId]) };
}
