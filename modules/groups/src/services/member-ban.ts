import { errors } from '../errors.ts';
import { inBackground } from './doors.ts';
import type { Doors } from './doors.ts';
import { groupMemberRemove } from './group-member-remove.ts';

/** Takes somebody out, if she is in, and keeps her out. @throws AppError groups.own_ban */
export async function memberBan(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  if (act.actorId === act.userId) throw errors.own_ban();
  const { invitations, requests } = await groupMemberRemove(writer, { ...act, isBanned: true });
  announcer.invitationsGone(invitations);
  inBackground(announcer.requestsGone(requests));
}
