import { errors } from '../errors.ts';
import type { Doors } from './doors.ts';

/** Says no to an invitation; the inviter's devices are told. Saying it again is fine. @throws AppError groups.invitation_not_found */
export async function invitationDecline(
  { writer: { db }, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { userId, invitationId }: { userId: string; invitationId: string },
): Promise<void> {
  const declined = await db
    .updateTable('invitations')
    .set({ state: 'declined', resolvedAt: new Date() })
    .where('id', '=', invitationId)
    .where('userId', '=', userId)
    .where('isHidden', '=', false)
    .where('state', '=', 'pending')
    .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
    .executeTakeFirst();
  if (declined) return announcer.invitationsGone([{ ...declined, outcome: 'declined' }]);
  const before = await db
    .selectFrom('invitations')
    .where('id', '=', invitationId)
    .where('userId', '=', userId)
    .where('isHidden', '=', false)
    .where('state', '=', 'declined')
    .select('id')
    .executeTakeFirst();
  if (!before) throw errors.invitation_not_found();
}
