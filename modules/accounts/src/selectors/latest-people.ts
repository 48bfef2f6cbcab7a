import { limits } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { pageOfHead, toListHead } from './list-head.ts';
import type { HeadReader } from './list-head.ts';
import { headLength } from './people-caches.ts';
import type { PeopleCaches } from './people-caches.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

export interface LatestQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface LatestPage {
  people: (SeenRow & { since: Date })[];
  nextCursor: string | null;
}

const position = z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.uuid()]);

/** Requests that I got or sent, the latest first. */
export async function contactRequestList(
  db: Reader,
  viewerId: string,
  direction: 'in' | 'out',
  query: LatestQuery,
): Promise<LatestPage> {
  const requests = db
    .selectFrom('contacts as entry')
    .innerJoin('users', 'users.id', 'entry.contactId')
    .where('entry.userId', '=', viewerId)
    .where('entry.state', '=', direction === 'in' ? 'received' : 'sent')
    .select(userColumns)
    .select('entry.changedAt as since');
  const list = `requests:${direction}`;
  return pageOf(db, viewerId, list, query, (after, limit) =>
    requests
      .$if(after !== null, (all) => all.where(before(after)))
      .orderBy('entry.changedAt', 'desc')
      .orderBy('users.id', 'desc')
      .limit(limit)
      .execute(),
  );
}

/** Whom I have blocked, the latest first. The first page is read through the cache. */
export async function blockList(
  { db, profiles, peopleCaches }: HeadReader & { peopleCaches: Pick<PeopleCaches, 'blocks'> },
  viewerId: string,
  query: LatestQuery,
): Promise<LatestPage> {
  const blocks = db
    .selectFrom('blocks as entry')
    .innerJoin('users', 'users.id', 'entry.blockedId')
    .where('entry.blockerId', '=', viewerId)
    .where('entry.isActive', '=', true)
    .select(userColumns)
    .select('entry.changedAt as since');
  const read = (after: Place | null, limit: number) =>
    blocks
      .$if(after !== null, (all) => all.where(before(after)))
      .orderBy('entry.changedAt', 'desc')
      .orderBy('users.id', 'desc')
      .limit(limit)
      .execute();
  if (query.cursor !== undefined) return pageOf(db, viewerId, 'blocks', query, read);
  const head = await peopleCaches.blocks.read(viewerId, async () => {
    const rows = await read(null, headLength + 1);
    return toListHead(
      rows.map(({ id, since }) => ({ id, key: since, since })),
      headLength,
    );
  });
  return pageOfHead({ db, profiles }, viewerId, head, { list: 'blocks', limit: query.limit });
}

type Place = z.infer<typeof position>;

const before = (place: Place | null) =>
  sql<boolean>`(entry.changed_at, users.id) < (${new Date(place?.[0] ?? 0)}, ${place?.[1]}::uuid)`;

async function pageOf(
  db: Reader,
  viewerId: string,
  list: string,
  { cursor, limit = limits.pageSize.default }: LatestQuery,
  read: (after: Place | null, limit: number) => Promise<(UserRow & { since: Date })[]>,
): Promise<LatestPage> {
  const rows = await read(cursor === undefined ? null : decodeCursor(list, position, cursor), limit + 1);
  const people = rows.slice(0, limit);
  const last = people.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor(list, [last.since.getTime(), last.id]) : null;
  return { people: await seenUsers(db, viewerId, people), nextCursor };
}
