import { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import { doesInvitationStand } from '../policies/can-admit.ts';
import { isBanned } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import type { InvitationRow } from '../tables/invitations.ts';
import type { Doors } from './doors.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/**
 * Joins by an invitation and resolves to the group's chat; repeating it is safe. Whether the inviter may still
 * invite, and whether it has expired, is decided under the group's lock.
 *
 * @throws AppError groups.invitation_not_found, whatever is wrong with it
 */
export async function invitationAccept(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { userId, invitationId }: { userId: string; invitationId: string },
): Promise<string> {
  const found = await writer.db
    .selectFrom('invitations')
    .where('id', '=', invitationId)
    .where('userId', '=', userId)
    .where('isHidden', '=', false)
    .selectAll()
    .executeTakeFirst();
  if (!found) throw errors.invitation_not_found();
  await membershipCommit(writer, found.chatId, (trx) => accept(trx, found)).catch((error: unknown) => {
    // A group that is gone must not be told from an invitation that is.
    throw error instanceof AppError && error.code === 'groups.not_found'
      ? errors.invitation_not_found()
      : error;
  });
  announcer.invitationsGone([{ ...found, outcome: 'accepted' }]);
  return found.chatId;
}

async function accept(trx: Trx, { id, chatId, userId, inviterId }: InvitationRow): Promise<void> {
  const group = await groupLock(trx, chatId);
  // A repeat, or she came in another way: nothing is left to do.
  if (await memberRole(trx, chatId, userId)) return;
  const invitation = await trx
    .updateTable('invitations')
    .set({ state: 'accepted', resolvedAt: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('expiresAt', '>', new Date())
    .returning('role')
    .executeTakeFirst();
  if (!invitation) throw errors.invitation_not_found();
  const inviterRole = await memberRole(trx, chatId, inviterId);
  if (!doesInvitationStand(invitation, inviterRole, group)) throw errors.invitation_not_found();
  if (await isBanned(trx, chatId, userId)) throw errors.invitation_not_found();
  await membershipStore(trx, group, {
    actorId: userId,
    members: [{ userId, role: invitation.role }],
    system: { type: 'memberJoined', by: 'invitation' },
  });
}
