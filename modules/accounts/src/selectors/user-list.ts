import { createHash } from 'node:crypto';
import { limits, plainText } from '@bridges/contracts';
import type { userSort } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { searchKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

export type UserSort = z.infer<typeof userSort>;

/** Milliseconds since 1970, up to the year 9999. */
const timeMs = z.number().int().min(0).max(253_402_300_799_999);

/** The keys of the directory's orders. Users never seen sort as if seen at the beginning of time. */
const orders = {
  name: { key: sql<string>`users.name_key`, position: z.tuple([plainText(200), z.uuid()]) },
  joined: { key: sql<Date>`users.joined_at`, position: z.tuple([timeMs, z.uuid()]) },
  lastSeen: {
    key: sql<Date>`coalesce(users.last_seen_at, to_timestamp(0))`,
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
 * A page of the directory: users whose name or username holds every searched word, in a stable order
 * (key, id), so that users who join meanwhile neither repeat nor hide others.
 */
export async function userList(
  db: Reader,
  query: UserListQuery,
): Promise<{ users: UserRow[]; nextCursor: string | null }> {
  const { sort = 'name', limit = limits.pageSize.default } = query;
  const isDescending = sort.startsWith('-');
  const { key, position } = orders[sort.replace('-', '') as keyof typeof orders];
  const words = searchKey(query.search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8);
  const list = cursorList(sort, words);

  let page = db
    .selectFrom('users')
    .select(userColumns)
    .select((key as RawBuilder<string | Date>).as('sortKey'))
    .where('users.deactivatedAt', 'is', null);
  for (const word of words) page = page.where('users.searchText', 'like', `%${escapeLike(word)}%`);
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
  if (rows.length <= limit || !last) return { users, nextCursor: null };
  const lastKey = last.sortKey instanceof Date ? last.sortKey.getTime() : last.sortKey;
  return { users, nextCursor: encodeCursor(list, [lastKey, last.id]) };
}

/** A cursor fits the order and search it came from, and no other. */
function cursorList(sort: UserSort, words: readonly string[]): string {
  const search = createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 8);
  return `users:${sort}:${search}`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');
