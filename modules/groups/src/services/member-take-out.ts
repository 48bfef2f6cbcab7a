import { groupLeave } from './group-leave.ts';
import { groupMemberRemove } from './group-member-remove.ts';
import type { MembershipWriter } from './membership-commit.ts';

/** One path for both ways out of a group: oneself leaves, others are removed. */
export async function memberTakeOut(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  const { actorId, chatId, userId } = act;
  if (actorId === userId) await groupLeave(writer, { userId, chatId });
  else await groupMemberRemove(writer, { ...act, isBanned: false });
}
