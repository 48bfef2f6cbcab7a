import { limits } from '@bridges/contracts';
import type { userSort } from '@bridges/contracts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { searchHash, searchWords, isNamed } from './search-words.ts';
import { directoryPage } from './directory-page.ts';
import type { DirectoryReader } from './directory-page.ts';
import { isListedFor } from './listed-for.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { userFind } from './user-find.ts';
import { userColumns } from './user-columns.ts';
import { userOrder } from './user-order.ts';

export type UserSort = z.infer<typeof userSort>;

/**
 * Users never seen sort as if seen at the beginning of time, and so do those who don't show it to everyone: their place
 * would tell.
 */
const lastSeenKey = sql<Date>`case when users.who_can_see_last_seen = 'everyone' then coalesce(users.last_seen_at, to_timestamp(0)) else to_timestamp(0) end`;

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
  const list = `users:${sort}:${searchHash(words)}`;
  const order = userOrder(sort, lastSeenKey, list);

  if (words.length === 0 && query.cursor === undefined && sort !== 'lastSeen' && sort !== '-lastSeen') {
    const first = await directoryPage({ db, profiles, peopleCaches }, viewerId, { sort, list, limit });
    if (first) return first;
  }
  let page = db
    .selectFrom('users')
    .select(userColumns)
    .select(order.key.as('sortKey'))
    .where('users.deactivatedAt', 'is', null)
    .where(isListedFor(viewerId));
  for (const word of words) page = page.where(isNamed(word));
  if (query.cursor !== undefined) page = page.where(order.after(query.cursor));
  const rows = await page
    .orderBy(order.key, order.direction)
    .orderBy('users.id', order.direction)
    .limit(limit + 1)
    .execute();
  const users = rows.slice(0, limit);
  const last = users.at(-1);
  const seen = await seenUsers(db, viewerId, users);
  if (rows.length <= limit || !last) return { users: seen, nextCursor: null };
  return { users: seen, nextCursor: order.cursorOf(last) };
}
