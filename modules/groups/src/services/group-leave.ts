import { errors } from '../errors.ts';
import { memberRole } from '../selectors/member-role.ts';
import { nextOwner } from '../selectors/next-owner.ts';
import { hasPendingChangeBy } from '../selectors/pending-changes.ts';
import type { Trx } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';
import type { MemberChange } from './membership-store.ts';

/** Leaves a group. A group is never without an owner while it has members; see selectors/next-owner.ts. */
export async function groupLeave(
  writer: MembershipWriter,
  act: { userId: string; chatId: string },
): Promise<void> {
  const { userId, chatId } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const role = await memberRole(trx, chatId, userId);
    if (!role) return assertIsRepeat(trx, chatId, userId);

    // A chat about a thing is its service's: nobody inherits it, and it keeps its name.
    const isOfService = group.contextType !== null;
    const isInherited = role === 'owner' && !isOfService;
    const successor = isInherited ? await nextOwner(trx, chatId, userId) : undefined;
    const members: MemberChange[] = [{ userId, role: '' }];
    if (successor) members.push({ userId: successor, role: 'owner' });
    await membershipStore(trx, group, {
      actorId: userId,
      members,
      // Nobody can reach a group that its last member left; its name is free for another.
      ...(group.memberCount === 1 && !isOfService ? { set: { handle: null, isPublic: false } } : {}),
      system: { type: 'memberLeft' },
    });
  });
}

/** She is outside: fine when her own leaving is not in force yet, else she may not know of the group. */
async function assertIsRepeat(trx: Trx, chatId: string, userId: string): Promise<void> {
  if (!(await hasPendingChangeBy(trx, chatId, userId))) throw errors.not_found();
}
