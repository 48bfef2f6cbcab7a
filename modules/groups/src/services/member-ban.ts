import { errors } from '../errors.ts';
import { groupMemberRemove } from './group-member-remove.ts';
import type { MembershipWriter } from './membership-commit.ts';

/** Takes somebody out, if she is in, and keeps her out. @throws AppError groups.own_ban */
export async function memberBan(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  if (act.actorId === act.userId) throw errors.own_ban();
  await groupMemberRemove(writer, { ...act, isBanned: true });
}
