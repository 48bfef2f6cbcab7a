import { errors } from '../errors.ts';
import type { Doors } from './doors.ts';
import { doorsClosedStore } from './doors-closed-store.ts';

/** Says no to an invitation; the inviter's devices are told. Saying it again is fine. @throws AppError groups.invitation_not_found */
export async function invitationDecline(
  { writer: { db, broker }, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { userId, invitationId }: { userId: string; invitationId: string },
): Promise<void> {
  const declined = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('invitations')
      .set({ state: 'declined', resolvedAt: new Date() })
      .where('id', '=', invitationId)
      .where('userId', '=', userId)
      .where('isHidden', '=', false)
      .where('state', '=', 'pending')
      .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
      .executeTakeFirst();
    if (row) await doorsClosedStore(trx, row.chatId, { invitations: [row] });
    return row;
  });
  broker.kick();
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
