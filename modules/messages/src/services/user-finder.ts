import type { PublicUser } from '@bridges/contracts';
import { toPublicUser } from '@bridges/contracts';
import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';

/**
 * Public profiles by id, as the viewer may see them; without one, nobody's last activity is in them. Names are a
 * courtesy: when accounts is away the list is empty, and clients ask later.
 */
export type FindUsers = (ids: readonly string[], viewerId?: string) => Promise<PublicUser[]>;

export function createUserFinder(
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>,
  log: FastifyBaseLogger,
): FindUsers {
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
