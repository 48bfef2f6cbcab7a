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

/** Names are put in order by so much of them. */
const orderLength = 100;
/** Is no contact, how well it fits, name, id. */
const position = z.tuple([z.number().int(), z.number().int(), plainText(2 * orderLength), z.uuid()]);
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
  const after = cursor === undefined ? undefined : decodeCursor(list, position, cursor);
  const rows = await found(db, viewerId, { among, condition: isFound, fit: rank, after })
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length > limit && last)
    return {
      users: await seenUsers(db, viewerId, shown),
      nextCursor: encodeCursor(list, [last.stranger, last.fit, last.nameOrder, last.id]),
    };
  if (cursor === undefined)
    for (const condition of isNear) {
      if (shown.length >= enough) break;
      const near = await found(db, viewerId, { among, condition }).limit(mostCandidates).execute();
      shown.push(...near.filter((user) => nameRank([user.displayName, user.username], terms) !== null));
    }
  return { users: await seenUsers(db, viewerId, shown.slice(0, limit)), nextCursor: null };
}

interface Found {
  among: UserFind['among'];
  condition: RawBuilder<boolean>;
  /** Without it they come by name. */
  fit?: RawBuilder<number>;
  after?: z.infer<typeof position> | undefined;
}

/**
 * Put in order by what the table of names holds alone, and only then sifted by who may be found: of thousands with a
 * frequent name only the first are looked up.
 */
function found(db: Reader, viewerId: string, { among, condition, fit, after }: Found) {
  let named = db
    .selectFrom('userNames as names')
    .leftJoin('contacts as mine', (join) =>
      join
        .onRef('mine.contactId', '=', 'names.userId')
        .on('mine.userId', '=', viewerId)
        .on('mine.state', '=', 'contact'),
    )
    .where(condition)
    .select(['names.userId', 'mine.changedAt as since'])
    .select(sql<number>`(mine.user_id is null)::int`.as('stranger'))
    .select((fit ?? sql<number>`null::int`).as('fit'))
    .select(sql<string>`left(names.text, ${sql.lit(orderLength)}) collate "C"`.as('nameOrder'));
  if (among === 'contacts') named = named.where('mine.userId', 'is not', null);
  // A constant is no order: with one the planner would not see that the second step is in order already.
  const hasFit = fit !== undefined;
  let ordered = db
    .selectFrom(named.as('named'))
    .selectAll()
    .orderBy('stranger')
    .$call((query) => (hasFit ? query.orderBy('fit') : query))
    .orderBy('nameOrder')
    .orderBy('userId');
  if (after) {
    const [stranger, rank, name, id] = after;
    ordered = ordered.where(
      sql<boolean>`(stranger, fit, name_order, user_id) > (${stranger}::int, ${rank}::int, ${name}, ${id}::uuid)`,
    );
  }
  const users = db
    .selectFrom(ordered.as('found'))
    .innerJoin('users', 'users.id', 'found.userId')
    .select(userColumns)
    .select(['found.since', 'found.stranger', 'found.fit', 'found.nameOrder'])
    .orderBy('found.stranger')
    .$call((query) => (hasFit ? query.orderBy('found.fit') : query))
    .orderBy('found.nameOrder')
    .orderBy('found.userId');
  return among === 'contacts'
    ? users
    : users.where('users.deactivatedAt', 'is', null).where(isListedFor(viewerId));
}
