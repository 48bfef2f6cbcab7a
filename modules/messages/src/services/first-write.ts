import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';

export type CheckPeople = Pick<RpcClient<typeof AccountsService>, 'checkPeople'>;

/**
 * Asks accounts whether one user may write to another who has not heard of her yet. Never open by default: when
 * accounts does not answer, neither does this.
 *
 * @throws AppError messages.user_not_found; messages.cannot_write, for a block and a setting alike; kit.unavailable
 */
export async function assertCanWriteFirst(
  accounts: CheckPeople,
  senderId: string,
  otherId: string,
): Promise<void> {
  const { people } = await accounts.checkPeople({ viewerId: senderId, userIds: [otherId] });
  const person = people.find(({ userId }) => userId === otherId);
  if (!person) throw errors.user_not_found();
  if (!person.canWrite) throw errors.cannot_write();
}
