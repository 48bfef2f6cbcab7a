import type { Cache, Caches } from '@bridges/kit';

/** What everybody may know of a user except her last activity, as a cache holds it. */
export interface ProfileData {
  id: string;
  username: string;
  displayName: string;
  bio: string;
  birthday: string | null;
  statusMessage: string;
  isAdmin: boolean;
  joinedAtMs: number;
  avatarFileId: string | null;
  isDeactivated: boolean;
}

/** How a list of people begins: ids in their order, with what a cursor and the list need of each. */
export interface ListHead {
  /** At most `headLength`. `key` is what the list is sorted by; times in milliseconds. */
  entries: { id: string; key: string | number; sinceMs: number }[];
  /** There are no more. */
  isWhole: boolean;
}

/**
 * Copies of what is read of people again and again; who changes one forgets it after the commit, and the event of the
 * change does so once more (`consumers/`), should the process end between. How a viewer stands to somebody (blocks,
 * privacy, contacts) and last activities are never in them: those are read from the database each time.
 */
export interface PeopleCaches {
  /** By user id. */
  profiles: Cache<ProfileData>;
  /** By the id of whose list it is. */
  contacts: Cache<ListHead>;
  blocks: Cache<ListHead>;
  /** By the order; for every viewer the same, so it must be sifted for each. */
  directory: Cache<ListHead>;
}

/** One more than the longest page has, so that it shows whether there is a next one. */
export const headLength = 101;

export function createPeopleCaches(caches: Caches): PeopleCaches {
  const lasting = { ttlMs: 30 * 60_000, isRenewedByUse: true };
  return {
    profiles: caches.create({ ...lasting, name: 'profiles', maxEntries: 20_000 }),
    contacts: caches.create({ ...lasting, name: 'contacts', maxEntries: 5000 }),
    blocks: caches.create({ ...lasting, name: 'blocks', maxEntries: 5000 }),
    directory: caches.create({ ...lasting, name: 'directory', maxEntries: 10 }),
  };
}
