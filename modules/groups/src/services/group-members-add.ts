import { assertCanAddMembers } from '../policies/can-add-members.ts';
import { memberRole } from '../selectors/member-role.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** Adds users (known to exist) as plain members; those who are in it already keep their role. */
export async function groupMembersAdd(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userIds: readonly string[] },
): Promise<void> {
  const { actorId, chatId, userIds } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    assertCanAddMembers(await memberRole(trx, chatId, actorId));
    const present = await trx
      .selectFrom('groupMembers')
      .where('chatId', '=', chatId)
      .where('userId', 'in', userIds)
      .select('userId')
      .execute();
    const known = new Set(present.map((row) => row.userId));
    const added = [...new Set(userIds)].filter((id) => !known.has(id));
    if (added.length === 0) return;
    await membershipStore(
      trx,
      group,
      added.map((userId) => ({ userId, role: 'member' as const })),
      actorId,
    );
  });
}
