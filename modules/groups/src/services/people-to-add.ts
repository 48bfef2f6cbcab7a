import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';

export type Accounts = Pick<RpcClient<typeof AccountsService>, 'getUsers'>;

/**
 * Whom somebody may add to a group, and who does not let her. Asks accounts; at most 1,000 ids.
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
  const { users } = await accounts.getUsers({ ids: asked });
  const known = new Set(users.map((user) => user.id));
  const unknown = asked.filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.unknown_user({ details: { userIds: unknown } });
  return { allowed: asked, refused: [] };
}
