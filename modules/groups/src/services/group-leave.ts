import { errors } from '../errors.ts';
import { nextOwner } from '../policies/next-owner.ts';
import { hasPendingChangeBy } from '../selectors/pending-changes.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';
import type { MemberChange } from './membership-store.ts';

/** Leaves a group. A group is never without an owner while it has members; see policies/next-owner.ts. */
export async function groupLeave(
  writer: MembershipWriter,
  act: { userId: string; chatId: string },
): Promise<void> {
  const { userId, chatId } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const members = await trx
      .selectFrom('groupMembers')
      .where('chatId', '=', chatId)
      .select(['userId', 'role', 'joinedAt'])
      .execute();
    if (!members.some((member) => member.userId === userId)) return assertIsRepeat(trx, chatId, userId);

    const successor = nextOwner(members, userId);
    const changes: MemberChange[] = [{ userId, role: '' }];
    if (successor) changes.push({ userId: successor, role: 'owner' });
    await membershipStore(trx, members.length === 1 ? abandoned(group) : group, changes, userId);
  });
}

/** She is outside: fine when her own leaving is not in force yet, else she may not know of the group. */
async function assertIsRepeat(trx: Trx, chatId: string, userId: string): Promise<void> {
  if (!(await hasPendingChangeBy(trx, chatId, userId))) throw errors.not_found();
}

/** Nobody can reach a group that its last member left; its name is free for another. */
function abandoned(group: GroupRow): GroupRow {
  return { ...group, handle: null, isPublic: false };
}
