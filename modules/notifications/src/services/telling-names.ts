import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';

export type FindNames = Pick<RpcClient<typeof AccountsService>, 'getUsers'>;

const atOnce = 1000;

/** What people are called; who is unknown is called nothing. */
export async function tellingNames(
  accounts: FindNames,
  userIds: Iterable<string>,
): Promise<(userId: string) => string> {
  const ids = [...new Set(userIds)].filter((id) => id !== '');
  const names = new Map<string, string>();
  for (let from = 0; from < ids.length; from += atOnce) {
    const { users } = await accounts.getUsers(
      { ids: ids.slice(from, from + atOnce), viewerId: '' },
      { deadlineMs: 10_000 },
    );
    for (const { id, username, displayName } of users) names.set(id, displayName || username);
  }
  return (userId) => names.get(userId) ?? '';
}
