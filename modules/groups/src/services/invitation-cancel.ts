import { errors } from '../errors.ts';
import { mayCancelInvitation } from '../policies/can-admit.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Doors } from './doors.ts';
import { doorsClosedStore } from './doors-closed-store.ts';

/** Takes an invitation back: its inviter, or who may invite as owner or admin. @throws AppError groups.invitation_not_found */
export async function invitationCancel(
  { writer: { db, broker }, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { actorId, invitationId }: { actorId: string; invitationId: string },
): Promise<void> {
  const invitation = await db
    .selectFrom('invitations')
    .innerJoin('groups', 'groups.chatId', 'invitations.chatId')
    .where('id', '=', invitationId)
    .select(['invitations.chatId', 'inviterId', 'addRole', 'invitations.state'])
    .executeTakeFirst();
  const role = invitation && (await memberRole(db, invitation.chatId, actorId));
  if (!invitation || !mayCancelInvitation(actorId, role, invitation)) throw errors.invitation_not_found();
  const cancelled = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('invitations')
      .set({ state: 'cancelled', resolvedAt: new Date() })
      .where('id', '=', invitationId)
      .where('state', '=', 'pending')
      .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
      .executeTakeFirst();
    if (row) await doorsClosedStore(trx, row.chatId, { invitations: [row] });
    return row;
  });
  broker.kick();
  if (cancelled) return announcer.invitationsGone([{ ...cancelled, outcome: 'cancelled' }]);
  if (invitation.state !== 'cancelled') throw errors.invitation_not_found();
}
