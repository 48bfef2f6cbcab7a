import { createHash } from 'node:crypto';
import type { SearchPage, SearchQuery } from '@bridges/contracts';
import { limits, uuid } from '@bridges/contracts';
import { parseQuery } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { termsOf } from '../search/term.ts';
import type { Database, Reader } from '../tables/database.ts';
import { chatRows, toChatRow } from './chat-rows.ts';
import { chatView } from './chat-view.ts';
import { presentUnderstood, searchFilters } from './search-filters.ts';
import type { ResolveNames } from './search-filters.ts';
import { searchMessages } from './search-messages.ts';
import type { SearchPosition } from './search-messages.ts';
import type { SearchTextCache } from './search-text-cache.ts';
import { SearchTime } from './search-time.ts';
import type { SearchTurns } from './search-turns.ts';

const count = z.number().int().min(0).max(1_000_000_000);
const position = z.tuple([z.number().int().min(0).max(3), z.number().int(), uuid, count, count]);

/** Hits are counted no further. */
const mostCounted = 99;

export interface SearchContext {
  db: Kysely<Database>;
  resolveNames: ResolveNames;
  timeoutMs: number;
  texts: SearchTextCache;
  turns: SearchTurns;
}

/**
 * A page of what this user may read and is looking for. It stops when its time is over, whatever was asked, or when
 * nobody waits for it any more; the time begins with its turn.
 *
 * @throws AppError messages.search_filter_invalid, messages.search_empty, messages.search_too_slow,
 * messages.chat_not_found, kit.bad_cursor
 */
export function searchRun(
  context: SearchContext,
  viewerId: string,
  asked: SearchQuery,
  isGone: () => boolean,
): Promise<Omit<SearchPage, 'users'>> {
  const { turns, timeoutMs } = context;
  return turns.run(viewerId, () => {
    if (isGone()) throw errors.search_too_slow();
    return pageOf(context, viewerId, asked, new SearchTime(timeoutMs, { giveTurn: turns.give, isGone }));
  });
}

async function pageOf(
  { db, resolveNames, texts }: SearchContext,
  viewerId: string,
  { q = '', in: chat, from, has, before, after, is, utcOffset = 0, ...page }: SearchQuery,
  time: SearchTime,
): Promise<Omit<SearchPage, 'users'>> {
  const query = parseQuery(q, { in: chat, from, has, before, after, is }, { nowMs: Date.now(), utcOffset });
  const filters = await searchFilters(db, viewerId, query, resolveNames);
  const { chatId, senderId } = filters;
  const terms = termsOf(query.words, query.phrases);
  const isDated = filters.before !== undefined || filters.after !== undefined;
  const isFiltered = isDated || filters.isPinned || filters.has.length > 0 || senderId !== undefined;
  if (terms.length === 0 && !isFiltered) throw errors.search_empty();
  const sort = page.sort ?? (chatId === undefined ? 'relevance' : 'newest');
  // The sender as written: whether a name has an owner is nobody's to learn.
  const list = listName({ ...query, in: chatId, sort });
  // Of all pages, so only the first one can tell it.
  const isCounted = page.total === 'true' && page.cursor === undefined;
  const found = await withTimeout(db, time, async (reader) => {
    const { hits, isPartial, next, count, isCountExact } = await searchMessages(reader, viewerId, {
      terms,
      filters,
      sort,
      limit: page.limit ?? limits.pageSize.default,
      from: page.cursor === undefined ? undefined : readPosition(list, page.cursor),
      time,
      countTo: isCounted ? mostCounted : undefined,
      texts,
    });
    const total = isCounted ? { count, isExact: isCountExact } : null;
    return { hits, isPartial, next, total, chats: await readChats(reader, viewerId, hits) };
  });
  const { next, ...shown } = found;
  const isSenderSeen = found.hits.some(({ message }) => message.senderId === senderId);
  return {
    ...shown,
    understood: presentUnderstood(query, filters, isSenderSeen),
    nextCursor: next && writePosition(list, next),
  };
}

/** A cursor fits the query it came from, and no other. */
const listName = (query: unknown) =>
  `search:${createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 22)}`;

const writePosition = (list: string, { stage, atMs, chatId, seq, foundCount }: SearchPosition) =>
  encodeCursor(list, [stage, atMs, chatId, seq, foundCount]);

function readPosition(list: string, cursor: string): SearchPosition {
  const [stage, atMs, chatId, seq, foundCount] = decodeCursor(list, position, cursor);
  return { stage, atMs, chatId, seq, foundCount };
}

async function readChats(db: Reader, viewerId: string, hits: readonly { chatId: string }[]) {
  const ids = [...new Set(hits.map(({ chatId }) => chatId))];
  if (ids.length === 0) return [];
  const rows = await chatRows(db, viewerId).where('chat.id', 'in', ids).execute();
  return chatView(db, viewerId, rows.map(toChatRow));
}

/** PostgreSQL itself ends a statement that takes longer. */
async function withTimeout<Answer>(
  db: Kysely<Database>,
  time: SearchTime,
  read: (reader: Reader) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (trx) => {
        await time.begin(trx);
        return read(trx);
      });
  } catch (error) {
    if ((error as { code?: unknown }).code === '57014') throw errors.search_too_slow({ cause: error });
    throw error;
  }
}
