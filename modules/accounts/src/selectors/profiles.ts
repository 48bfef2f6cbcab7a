import { createBatchLoader } from '@bridges/kit';
import type { Reader } from '../tables/database.ts';
import type { PeopleCaches, ProfileData } from './people-caches.ts';
import type { ProfileRow } from './user-columns.ts';
import { isUuid, usersById } from './users-by-id.ts';

/** Public profiles by id, read through the cache, those of who left too; unknown ids are left out. */
export interface Profiles {
  /** In the order of the ids. */
  byId(ids: readonly string[]): Promise<ProfileRow[]>;
}

export function createProfiles(db: Reader, { profiles }: Pick<PeopleCaches, 'profiles'>): Profiles {
  const load = createBatchLoader<ProfileData>(async (ids) => {
    const users = await usersById(db, ids);
    // Nothing but what is public: neither e-mail address nor last activity.
    return new Map(
      users.map((user) => [
        user.id,
        {
          id: user.id,
          username: user.username,
          displayName: user.displayName,
          bio: user.bio,
          birthday: user.birthday,
          statusMessage: user.statusMessage,
          isAdmin: user.isAdmin,
          avatarFileId: user.avatarFileId,
          isDeactivated: user.isDeactivated,
          joinedAtMs: user.joinedAt.getTime(),
        },
      ]),
    );
  });
  return {
    async byId(ids) {
      const known = [...new Set(ids.filter(isUuid).map((id) => id.toLowerCase()))];
      const found = await Promise.all(known.map((id) => profiles.read(id, () => load(id))));
      return found.flatMap((data) => {
        if (!data) return [];
        const { joinedAtMs, ...profile } = data;
        return [{ ...profile, joinedAt: new Date(joinedAtMs) }];
      });
    },
  };
}
