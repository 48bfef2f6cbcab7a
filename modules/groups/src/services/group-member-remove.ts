import { assertCanRemoveMember } from '../policies/can-remove-member.ts';
import { memberRole } from '../selectors/member-role.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** Removes another member; in force everywhere when it resolves (G7). Repeating it does nothing more. */
export async function groupMemberRemove(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  const { actorId, chatId, userId } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const target = await memberRole(trx, chatId, userId);
    assertCanRemoveMember(await memberRole(trx, chatId, actorId), target);
    if (target) await membershipStore(trx, group, [{ userId, role: '' }], actorId);
  });
}
