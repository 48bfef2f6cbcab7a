import { encodeCursor } from '@bridges/kit';
import { canFind } from '../policies/may-with.ts';
import type { Reader } from '../tables/database.ts';
import { toListHead } from './list-head.ts';
import { headLength } from './people-caches.ts';
import type { ListHead, PeopleCaches } from './people-caches.ts';
import type { Profiles } from './profiles.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { standingsOf } from './standings.ts';

export interface DirectoryReader {
  db: Reader;
  profiles: Profiles;
  peopleCaches: Pick<PeopleCaches, 'directory'>;
}

/** The orders whose beginning changes seldom. */
export const cachedSorts = ['name', '-name', 'joined', '-joined'] as const;
export type CachedSort = (typeof cachedSorts)[number];

/**
 * The first page of the directory, sifted for this viewer from the beginning that is the same for all. Undefined where
 * so many are hidden from her that it does not fill a page: ask the database then.
 */
export async function directoryPage(
  { db, profiles, peopleCaches }: DirectoryReader,
  viewerId: string,
  { sort, list, limit }: { sort: CachedSort; list: string; limit: number },
): Promise<{ users: SeenRow[]; nextCursor: string | null } | undefined> {
  const head = await peopleCaches.directory.read(sort, () => directoryHead(db, sort));
  if (!head) return undefined;
  // A few more than the page has, for those who are hidden from her.
  const candidates = head.entries.slice(0, limit + Math.ceil(limit / 5) + 1);
  const standings = await standingsOf(
    db,
    viewerId,
    candidates.map(({ id }) => id),
  );
  const found = candidates.filter(({ id }) => {
    const standing = standings.get(id);
    return standing !== undefined && canFind(standing);
  });
  const isEnd = head.isWhole && candidates.length === head.entries.length;
  if (found.length <= limit && !isEnd) return undefined;
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const users = await seenUsers(db, viewerId, await profiles.byId(shown.map(({ id }) => id)));
  return {
    users,
    nextCursor: found.length > limit && last ? encodeCursor(list, [last.key, last.id]) : null,
  };
}

async function directoryHead(db: Reader, sort: CachedSort): Promise<ListHead> {
  const column = sort.endsWith('name') ? 'users.nameKey' : 'users.joinedAt';
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const rows = await db
    .selectFrom('users')
    .select(['users.id', 'users.joinedAt as since', `${column} as key`])
    .where('users.deactivatedAt', 'is', null)
    .orderBy(column, direction)
    .orderBy('users.id', direction)
    .limit(headLength + 21)
    .execute();
  return toListHead(rows, headLength + 20);
}
