import { limits } from '@bridges/contracts';
import { encodeCursor } from '@bridges/kit';
import type { ListHead } from './people-caches.ts';
import type { Profiles } from './profiles.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import type { Reader } from '../tables/database.ts';

/** Made from what a list's query found, which was asked for one row more than the head holds. */
export function toListHead(
  rows: readonly { id: string; key: string | Date; since: Date }[],
  length: number,
): ListHead {
  return {
    isWhole: rows.length <= length,
    entries: rows.slice(0, length).map(({ id, key, since }) => ({
      id,
      key: key instanceof Date ? key.getTime() : key,
      sinceMs: since.getTime(),
    })),
  };
}

export interface HeadReader {
  db: Reader;
  profiles: Profiles;
}

/** The first page of a list, from its head and the profiles as this viewer may see them. */
export async function pageOfHead(
  { db, profiles }: HeadReader,
  viewerId: string,
  head: ListHead | undefined,
  { list, limit = limits.pageSize.default }: { list: string; limit?: number | undefined },
): Promise<{ people: (SeenRow & { since: Date })[]; nextCursor: string | null }> {
  const entries = head?.entries ?? [];
  const shown = entries.slice(0, limit);
  const last = shown.at(-1);
  const found = await profiles.byId(shown.map(({ id }) => id));
  const users = new Map((await seenUsers(db, viewerId, found)).map((user) => [user.id, user]));
  return {
    people: shown.flatMap(({ id, sinceMs }) => {
      const user = users.get(id);
      return user ? [{ ...user, since: new Date(sinceMs) }] : [];
    }),
    nextCursor: entries.length > limit && last ? encodeCursor(list, [last.key, last.id]) : null,
  };
}
