import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';

export type Accounts = Pick<RpcClient<typeof AccountsService>, 'getUsers' | 'checkPeople'>;

/**
 * Whom somebody may add to a group, and who does not let her (by privacy or a block, which look the same). Asks
 * accounts; at most 1,000 ids.
 *
 * @throws AppError groups.unknown_user naming those that are nobody's
 */
export async function peopleToAdd(
  accounts: Accounts,
  adderId: string,
  userIds: readonly string[],
): Promise<{ allowed: string[]; refused: string[] }> {
  const asked = [...new Set(userIds)].filter((id) => id !== adderId);
  if (asked.length === 0) return { allowed: [], refused: [] };
  const { people } = await accounts.checkPeople({ viewerId: adderId, userIds: asked });
  const known = new Map(people.map((person) => [person.userId, person.canAddToGroup]));
  const unknown = asked.filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.unknown_user({ details: { userIds: unknown } });
  return {
    allowed: asked.filter((id) => known.get(id) === true),
    refused: asked.filter((id) => known.get(id) !== true),
  };
}
