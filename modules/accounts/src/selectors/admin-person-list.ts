import { limits, plainText } from '@bridges/contracts';
import type { AdminPersonSort } from '@bridges/contracts';
import { namePatterns } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { emailKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';
import { adminPersonColumns } from './admin-person.ts';
import type { AdminPersonRow } from './admin-person.ts';
import { isNamed, searchHash, searchWords } from './search-words.ts';

export interface AdminPersonQuery {
  search?: string | undefined;
  role?: 'user' | 'admin' | undefined;
  state?: 'active' | 'deactivated' | undefined;
  sort?: AdminPersonSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const timeMs = z.number().int().min(0).max(253_402_300_799_999);
/** As the indexes of the directory have them; who was never seen sorts as if seen at the beginning of time. */
const orders = {
  name: { key: sql<string>`users.name_key`, position: z.tuple([plainText(200), z.uuid()]) },
  joined: { key: sql<Date>`users.joined_at`, position: z.tuple([timeMs, z.uuid()]) },
  lastSeen: {
    key: sql<Date>`coalesce(users.last_seen_at, to_timestamp(0))`,
    position: z.tuple([timeMs, z.uuid()]),
  },
} as const;

/** A page of all people there are, as administrators look for them: by parts of names and addresses, role and state. */
export async function adminPersonList(
  db: Reader,
  { search, role, state, sort = 'name', cursor, limit = limits.pageSize.default }: AdminPersonQuery,
): Promise<{ people: AdminPersonRow[]; nextCursor: string | null }> {
  const words = searchWords(search);
  const isDescending = sort.startsWith('-');
  const { key, position } = orders[sort.replace('-', '') as keyof typeof orders];
  const list = `admin-people:${sort}:${role ?? ''}:${state ?? ''}:${searchHash(words)}`;
  let page = db
    .selectFrom('users')
    .select(adminPersonColumns)
    .select((key as RawBuilder<string | Date>).as('sortKey'));
  if (role !== undefined) page = page.where('users.isAdmin', '=', role === 'admin');
  if (state !== undefined)
    page = page.where('users.deactivatedAt', state === 'active' ? 'is' : 'is not', null);
  for (const word of words)
    page = page.where((eb) =>
      eb.or([isNamed(word), isAddressed('email', word), isAddressed('pending_email', word)]),
    );
  if (cursor !== undefined) {
    const [last, id] = decodeCursor(list, position, cursor);
    const after = typeof last === 'number' ? sql`${new Date(last)}::timestamptz` : sql`${last}`;
    const way = sql.raw(isDescending ? '<' : '>');
    page = page.where(sql<boolean>`(${key}, users.id) ${way} (${after}, ${id}::uuid)`);
  }
  const direction = isDescending ? 'desc' : 'asc';
  const rows = await page
    .orderBy(key, direction)
    .orderBy('users.id', direction)
    .limit(limit + 1)
    .execute();
  const people = rows.slice(0, limit);
  const last = people.at(-1);
  if (rows.length <= limit || !last) return { people, nextCursor: null };
  const lastKey = last.sortKey instanceof Date ? last.sortKey.getTime() : last.sortKey;
  return { people, nextCursor: encodeCursor(list, [lastKey, last.id]) };
}

const isAddressed = (column: 'email' | 'pending_email', word: string) =>
  sql<boolean>`lower(${sql.ref(`users.${column}`)}) like any(${namePatterns(emailKey(word))}::text[])`;
