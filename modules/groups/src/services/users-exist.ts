import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';

export type Accounts = Pick<RpcClient<typeof AccountsService>, 'getUsers'>;

/** Asks accounts; at most 1,000 ids. @throws AppError groups.unknown_user naming those that are nobody's */
export async function assertUsersExist(accounts: Accounts, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const { users } = await accounts.getUsers({ ids: [...new Set(userIds)] });
  const known = new Set(users.map((user) => user.id));
  const unknown = userIds.filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.unknown_user({ details: { userIds: unknown } });
}
