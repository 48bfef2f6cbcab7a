import type { Trx } from '../tables/database.ts';
import type { GoneInvitation } from './doors-announcer.ts';

/**
 * Somebody blocks another: his invitations are gone from her lists, and he is not told. They stay hidden when
 * the block ends.
 */
export async function invitationsHide(
  trx: Trx,
  { blockerId, blockedId }: { blockerId: string; blockedId: string },
): Promise<GoneInvitation[]> {
  const rows = await trx
    .updateTable('invitations')
    .set({ isHidden: true })
    .where('userId', '=', blockerId)
    .where('inviterId', '=', blockedId)
    .where('state', '=', 'pending')
    .where('isHidden', '=', false)
    .returning(['id', 'chatId', 'userId'])
    .execute();
  // As if she had invited herself: nobody else hears of it.
  return rows.map((row) => ({ ...row, inviterId: row.userId, isHidden: false, outcome: 'cancelled' }));
}
