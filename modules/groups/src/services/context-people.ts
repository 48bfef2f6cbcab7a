import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { ContextMember } from '../policies/context-diff.ts';
import type { Role } from '../tables/groups.ts';

export type Directory = Pick<RpcClient<typeof AccountsService>, 'getUsers' | 'resolveUsernames'>;

export interface NamedMember {
  userId?: string | undefined;
  username?: string | undefined;
  role: Role;
}

/**
 * The users whom a service names, by id or username; at most 1,000.
 *
 * @throws AppError groups.unknown_user naming those that are nobody's
 */
export async function contextPeople(
  accounts: Directory,
  members: readonly NamedMember[],
): Promise<ContextMember[]> {
  const ids = members.flatMap(({ userId }) => (userId === undefined ? [] : [userId]));
  const usernames = members.flatMap(({ username }) => (username === undefined ? [] : [username]));
  const [known, byName] = await Promise.all([
    ids.length === 0 ? new Set<string>() : knownAmong(accounts, ids),
    usernames.length === 0 ? {} : namesOf(accounts, usernames),
  ]);
  const names: Record<string, string> = byName;
  const unknown = {
    userIds: ids.filter((id) => !known.has(id)),
    usernames: usernames.filter((name) => names[name] === undefined),
  };
  if (unknown.userIds.length + unknown.usernames.length > 0) throw errors.unknown_user({ details: unknown });
  return members.map(({ userId, username = '', role }) => ({
    userId: userId ?? names[username] ?? '',
    role,
  }));
}

async function knownAmong(accounts: Directory, ids: string[]): Promise<Set<string>> {
  const { users } = await accounts.getUsers({ ids: [...new Set(ids)] });
  return new Set(users.map((user) => user.id));
}

async function namesOf(accounts: Directory, usernames: string[]): Promise<Record<string, string>> {
  return (await accounts.resolveUsernames({ usernames: [...new Set(usernames)] })).userIds;
}
