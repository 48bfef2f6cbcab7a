import { limits, plainText } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { searchHash, searchWords, wordPattern } from './search-words.ts';
import { seenUsers } from './seen-users.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

export interface ContactListQuery {
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export type ContactRow = UserRow & { since: Date };

const position = z.tuple([plainText(200), z.uuid()]);

/** A page of my contacts by name; every word of `search` is a part of the name or username. */
export async function contactList(
  db: Reader,
  viewerId: string,
  query: ContactListQuery,
): Promise<{ contacts: ContactRow[]; nextCursor: string | null }> {
  const { limit = limits.pageSize.default } = query;
  const words = searchWords(query.search);
  const list = `contacts:${searchHash(words)}`;
  let page = db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.contactId')
    .select(userColumns)
    .select(['users.nameKey', 'contacts.changedAt as since'])
    .where('contacts.userId', '=', viewerId)
    .where('contacts.state', '=', 'contact');
  for (const word of words) page = page.where('users.searchText', 'like', wordPattern(word));
  if (query.cursor !== undefined) {
    const [nameKey, id] = decodeCursor(list, position, query.cursor);
    page = page.where(sql<boolean>`(users.name_key, users.id) > (${nameKey}, ${id}::uuid)`);
  }
  const rows = await page
    .orderBy('users.nameKey')
    .orderBy('users.id')
    .limit(limit + 1)
    .execute();
  const contacts = rows.slice(0, limit);
  const last = contacts.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor(list, [last.nameKey, last.id]) : null;
  return { contacts: await seenUsers(db, viewerId, contacts), nextCursor };
}
