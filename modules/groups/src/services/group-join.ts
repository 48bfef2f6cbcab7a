import type { SystemContent } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { isBanned } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import { membershipStore } from './membership-store.ts';

type Way = Extract<SystemContent, { type: 'memberJoined' }>['by'];

/**
 * Lets somebody into a locked group who comes by herself; nothing happens when she is in it. Whether this way
 * is open to her is for the caller to decide, but nobody who is banned comes in by any.
 *
 * @throws AppError groups.banned
 */
export async function groupJoin(
  trx: Trx,
  group: GroupRow,
  { userId, by, role = 'member' }: { userId: string; by: Way; role?: 'admin' | 'member' },
): Promise<void> {
  const { chatId } = group;
  if (await memberRole(trx, chatId, userId)) return;
  if (await isBanned(trx, chatId, userId)) throw errors.banned();
  await membershipStore(trx, group, {
    actorId: userId,
    members: [{ userId, role }],
    system: { type: 'memberJoined', by },
  });
}
