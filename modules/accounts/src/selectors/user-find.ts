import { limits, plainText } from '@bridges/contracts';
import { nameRank, nameTerms } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor, nameConditions } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { isListedFor } from './listed-for.ts';
import { searchHash } from './search-words.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { userColumns } from './user-columns.ts';

export interface UserFind {
  search: string;
  /** `contacts`: mine alone, also those whom I could not find otherwise. */
  among: 'all' | 'contacts';
  cursor?: string | undefined;
  limit?: number | undefined;
}
/** `since`: of a contact. */
export type FoundUser = SeenRow & { since: Date | null };

/** Is no contact, how well it fits, name, id. */
const position = z.tuple([z.number().int(), z.number().int(), plainText(200), z.uuid()]);
/** With this many found, near misses are not looked for. */
const enough = 3;
/** Of those who may be meant by what is mistyped; most turn out not to be. */
const mostCandidates = 300;

/**
 * Users whose names hold every word of the search, in any alphabet or keyboard layout: my contacts first, then by how
 * well they fit. Where hardly anybody is found, those too whose names come near. Nobody who may not be found otherwise.
 */
export async function userFind(
  db: Reader,
  viewerId: string,
  { search, among, cursor, limit = limits.pageSize.default }: UserFind,
): Promise<{ users: FoundUser[]; nextCursor: string | null }> {
  const terms = nameTerms(search);
  // Nothing in it that names are made of.
  if (terms.length === 0) return { users: [], nextCursor: null };
  const list = `found:${among}:${searchHash(terms.map(({ readings }) => readings[0] ?? ''))}`;
  const { isFound, isNear, rank } = nameConditions(terms, 'names');
  let page = db.selectFrom(candidates(db, viewerId, among, isFound, rank).as('found')).selectAll();
  if (cursor !== undefined) {
    const [stranger, fit, name, id] = decodeCursor(list, position, cursor);
    page = page.where(
      sql<boolean>`(stranger, fit, name_key, id) > (${stranger}::int, ${fit}::int, ${name}, ${id}::uuid)`,
    );
  }
  const rows = await page
    .orderBy('stranger')
    .orderBy('fit')
    .orderBy('nameKey')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length > limit && last)
    return {
      users: await seenUsers(db, viewerId, shown),
      nextCursor: encodeCursor(list, [last.stranger, last.fit, last.nameKey, last.id]),
    };
  if (cursor === undefined && shown.length < enough) {
    const near = await candidates(db, viewerId, among, isNear, sql<number>`4`)
      .orderBy('stranger')
      .orderBy('users.nameKey')
      .orderBy('users.id')
      .limit(mostCandidates)
      .execute();
    shown.push(...near.filter((user) => nameRank([user.displayName, user.username], terms) !== null));
  }
  return { users: await seenUsers(db, viewerId, shown.slice(0, limit)), nextCursor: null };
}

function candidates(
  db: Reader,
  viewerId: string,
  among: UserFind['among'],
  condition: RawBuilder<boolean>,
  fit: RawBuilder<number>,
) {
  const found = db
    .selectFrom('userNames as names')
    .innerJoin('users', 'users.id', 'names.userId')
    .leftJoin('contacts as mine', (join) =>
      join
        .onRef('mine.contactId', '=', 'users.id')
        .on('mine.userId', '=', viewerId)
        .on('mine.state', '=', 'contact'),
    )
    .where(condition)
    .select(userColumns)
    .select(['users.nameKey', 'mine.changedAt as since'])
    .select(sql<number>`(mine.user_id is null)::int`.as('stranger'))
    .select(fit.as('fit'));
  return among === 'contacts'
    ? found.where('mine.userId', 'is not', null)
    : found.where('users.deactivatedAt', 'is', null).where(isListedFor(viewerId));
}
