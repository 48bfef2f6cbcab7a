import { limits, plainText } from '@bridges/contracts';
import type { userSort } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { searchHash, searchWords, isNamed } from './search-words.ts';
import { directoryPage } from './directory-page.ts';
import type { DirectoryReader } from './directory-page.ts';
import { isListedFor } from './listed-for.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { userFind } from './user-find.ts';
import { userColumns } from './user-columns.ts';

export type UserSort = z.infer<typeof userSort>;

/** Milliseconds since 1970, up to the year 9999. */
const timeMs = z.number().int().min(0).max(253_402_300_799_999);

/**
 * The keys of the directory's orders. Users never seen sort as if seen at the beginning of time, and so do those
 * who don't show it to everyone: their place would tell.
 */
const orders = {
  name: { key: sql<string>`users.name_key`, position: z.tuple([plainText(200), z.uuid()]) },
  joined: { key: sql<Date>`users.joined_at`, position: z.tuple([timeMs, z.uuid()]) },
  lastSeen: {
    key: sql<Date>`case when users.who_can_see_last_seen = 'everyone' then coalesce(users.last_seen_at, to_timestamp(0)) else to_timestamp(0) end`,
    position: z.tuple([timeMs, z.uuid()]),
  },
} as const;

export interface UserListQuery {
  search?: string | undefined;
  sort?: UserSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/**
 * A page of the directory as this viewer may see it: users whose name or username holds every searched word, the
 * best first (`userFind`) or in a stable order (key, id), the first page of all through the cache, so that users who join meanwhile neither repeat nor hide others.
 */
export async function userList(
  { db, profiles, peopleCaches }: DirectoryReader,
  viewerId: string,
  query: UserListQuery,
): Promise<{ users: SeenRow[]; nextCursor: string | null }> {
  const { limit = limits.pageSize.default } = query;
  const words = searchWords(query.search);
  if (words.length > 0 && (query.sort ?? 'relevance') === 'relevance')
    return userFind(db, viewerId, { ...query, search: query.search ?? '', among: 'all' });
  const sort = query.sort === undefined || query.sort === 'relevance' ? 'name' : query.sort;
  const isDescending = sort.startsWith('-');
  const { key, position } = orders[sort.replace('-', '') as keyof typeof orders];
  // A cursor fits the order and search it came from, and no other.
  const list = `users:${sort}:${searchHash(words)}`;

  if (words.length === 0 && query.cursor === undefined && sort !== 'lastSeen' && sort !== '-lastSeen') {
    const first = await directoryPage({ db, profiles, peopleCaches }, viewerId, { sort, list, limit });
    if (first) return first;
  }
  let page = db
    .selectFrom('users')
    .select(userColumns)
    .select((key as RawBuilder<string | Date>).as('sortKey'))
    .where('users.deactivatedAt', 'is', null)
    .where(isListedFor(viewerId));
  for (const word of words) page = page.where(isNamed(word));
  if (query.cursor !== undefined) {
    const [last, id] = decodeCursor(list, position, query.cursor);
    const after = typeof last === 'number' ? sql`${new Date(last)}::timestamptz` : sql`${last}`;
    page = page.where(
      isDescending
        ? sql<boolean>`(${key}, users.id) < (${after}, ${id}::uuid)`
        : sql<boolean>`(${key}, users.id) > (${after}, ${id}::uuid)`,
    );
  }
  const direction = isDescending ? 'desc' : 'asc';
  const rows = await page
    .orderBy(key, direction)
    .orderBy('users.id', direction)
    .limit(limit + 1)
    .execute();
  const users = rows.slice(0, limit);
  const last = users.at(-1);
  const seen = await seenUsers(db, viewerId, users);
  if (rows.length <= limit || !last) return { users: seen, nextCursor: null };
  const lastKey = last.sortKey instanceof Date ? last.sortKey.getTime() : last.sortKey;
  return { users: seen, nextCursor: encodeCursor(list, [lastKey, last.id]) };
}
