import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';

export type People = Pick<RpcClient<typeof AccountsService>, 'checkPeople'>;

/**
 * Who of these has blocked the inviter, or left: they are never told of the invitation, and neither is the
 * inviter of that. Without accounts nobody is invited.
 *
 * @throws AppError groups.unknown_user naming those that are nobody's
 */
export async function peopleToInvite(
  accounts: People,
  inviterId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(userIds)];
  const { people } = await accounts.checkPeople({ viewerId: inviterId, userIds: asked });
  const known = new Set(people.map((person) => person.userId));
  const unknown = asked.filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.unknown_user({ details: { userIds: unknown } });
  return new Set(people.filter((person) => !person.canSeeProfile).map((person) => person.userId));
}
