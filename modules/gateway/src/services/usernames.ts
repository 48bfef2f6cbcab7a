import type { AccountsService } from '@bridges/contracts/proto';
import type { Caches, RpcClient } from '@bridges/kit';

/** Usernames by user id; what cannot be found keeps the id as its name. */
export type Usernames = (userIds: readonly string[]) => Promise<Map<string, string>>;

export function createUsernames(
  caches: Caches,
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>,
): Usernames {
  const known = caches.create<{ username: string }>({
    name: 'socket-usernames',
    maxEntries: 20_000,
    ttlMs: 60_000,
  });

  async function load(id: string): Promise<{ username: string } | undefined> {
    const { users } = await accounts.getUsers({ ids: [id] });
    return users[0] && { username: users[0].username };
  }

  return async (userIds) => {
    const ids = [...new Set(userIds)];
    const names = await Promise.all(ids.map((id) => known.read(id, () => load(id))));
    return new Map(ids.map((id, at) => [id, names[at]?.username ?? id]));
  };
}
