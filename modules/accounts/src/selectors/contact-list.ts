import { limits, plainText } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { searchHash, searchWords } from './search-words.ts';
import { pageOfHead, toListHead } from './list-head.ts';
import type { HeadReader } from './list-head.ts';
import { headLength } from './people-caches.ts';
import type { ListHead, PeopleCaches } from './people-caches.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { userFind } from './user-find.ts';
import { userColumns } from './user-columns.ts';

export interface ContactListQuery {
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export type ContactRow = SeenRow & { since: Date };

const position = z.tuple([plainText(200), z.uuid()]);

/**
 * A page of my contacts by name, or those whom a search finds, the best first. The first page of all is read through
 * the cache.
 */
export async function contactList(
  { db, profiles, peopleCaches }: HeadReader & { peopleCaches: Pick<PeopleCaches, 'contacts'> },
  viewerId: string,
  query: ContactListQuery,
): Promise<{ contacts: ContactRow[]; nextCursor: string | null }> {
  const { limit = limits.pageSize.default } = query;
  const words = searchWords(query.search);
  const list = `contacts:${searchHash(words)}`;
  if (words.length === 0 && query.cursor === undefined) {
    const head = await peopleCaches.contacts.read(viewerId, () => contactHead(db, viewerId));
    const { people, nextCursor } = await pageOfHead({ db, profiles }, viewerId, head, { list, limit });
    return { contacts: people, nextCursor };
  }
  if (words.length > 0) {
    const { users, nextCursor } = await userFind(db, viewerId, {
      ...query,
      search: query.search ?? '',
      among: 'contacts',
    });
    return { contacts: users.map((user) => ({ ...user, since: user.since ?? new Date(0) })), nextCursor };
  }
  let page = contactRows(db, viewerId);
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

function contactRows(db: Reader, viewerId: string) {
  return db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.contactId')
    .select(userColumns)
    .select(['users.nameKey', 'contacts.changedAt as since'])
    .where('contacts.userId', '=', viewerId)
    .where('contacts.state', '=', 'contact');
}

async function contactHead(db: Reader, viewerId: string): Promise<ListHead> {
  const rows = await contactRows(db, viewerId)
    .orderBy('users.nameKey')
    .orderBy('users.id')
    .limit(headLength + 1)
    .execute();
  return toListHead(
    rows.map(({ id, nameKey, since }) => ({ id, key: nameKey, since })),
    headLength,
  );
}
