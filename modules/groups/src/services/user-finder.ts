import type { PublicUser } from '@bridges/contracts';
import { toPublicUser } from '@bridges/contracts';
import type { Platform } from '@bridges/kit';
import type { Accounts } from './people-to-add.ts';

/** Public profiles by id, as the viewer may see them (none: without what is not for all). Names are a courtesy: when accounts is away the list is empty, and clients ask later. */
export type FindUsers = (ids: readonly string[], viewerId?: string) => Promise<PublicUser[]>;

export function createUserFinder(accounts: Accounts, log: Platform['log']): FindUsers {
  return async (ids, viewerId = '') => {
    if (ids.length === 0) return [];
    try {
      const { users } = await accounts.getUsers({ ids: [...new Set(ids)], viewerId }, { deadlineMs: 1000 });
      return users.map(toPublicUser);
    } catch (error) {
      log.warn({ err: error }, 'profiles could not be fetched');
      return [];
    }
  };
}
