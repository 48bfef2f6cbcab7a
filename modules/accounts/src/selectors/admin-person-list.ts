import { limits } from '@bridges/contracts';
import type { AdminPersonSort } from '@bridges/contracts';
import { namePatterns } from '@bridges/contracts/search';
import { sql } from 'kysely';
import { emailKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';
import { adminPersonColumns } from './admin-person.ts';
import type { AdminPersonRow } from './admin-person.ts';
import { isNamed, searchHash, searchWords } from './search-words.ts';
import { userOrder } from './user-order.ts';

export interface AdminPersonQuery {
  search?: string | undefined;
  role?: 'user' | 'admin' | undefined;
  state?: 'active' | 'deactivated' | undefined;
  sort?: AdminPersonSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** As the index of the directory has it; who was never seen sorts as if seen at the beginning of time. */
const lastSeenKey = sql<Date>`coalesce(users.last_seen_at, to_timestamp(0))`;

/** A page of all people there are, as administrators look for them: by parts of names and addresses, role and state. */
export async function adminPersonList(
  db: Reader,
  { search, role, state, sort = 'name', cursor, limit = limits.pageSize.default }: AdminPersonQuery,
): Promise<{ people: AdminPersonRow[]; nextCursor: string | null }> {
  const words = searchWords(search);
  const list = `admin-people:${sort}:${role ?? ''}:${state ?? ''}:${searchHash(words)}`;
  const order = userOrder(sort, lastSeenKey, list);
  let page = db.selectFrom('users').select(adminPersonColumns).select(order.key.as('sortKey'));
  if (role !== undefined) page = page.where('users.isAdmin', '=', role === 'admin');
  if (state !== undefined)
    page = page.where('users.deactivatedAt', state === 'active' ? 'is' : 'is not', null);
  for (const word of words)
    page = page.where((eb) =>
      eb.or([isNamed(word), isAddressed('email', word), isAddressed('pending_email', word)]),
    );
  if (cursor !== undefined) page = page.where(order.after(cursor));
  const rows = await page
    .orderBy(order.key, order.direction)
    .orderBy('users.id', order.direction)
    .limit(limit + 1)
    .execute();
  const people = rows.slice(0, limit);
  const last = people.at(-1);
  if (rows.length <= limit || !last) return { people, nextCursor: null };
  return { people, nextCursor: order.cursorOf(last) };
}

const isAddressed = (column: 'email' | 'pending_email', word: string) =>
  sql<boolean>`lower(${sql.ref(`users.${column}`)}) like any(${namePatterns(emailKey(word))}::text[])`;
