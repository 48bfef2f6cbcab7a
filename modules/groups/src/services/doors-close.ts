import type { Trx } from '../tables/database.ts';
import type { GoneInvitation, GoneRequest } from './doors-announcer.ts';
import { doorsClosedStore } from './doors-closed-store.ts';

/** What was open for somebody and is no more, to be told. */
export interface ClosedDoors {
  invitations: GoneInvitation[];
  requests: GoneRequest[];
}

/**
 * Takes back every way into a group that stood open for somebody: an invitation or a request would go on
 * showing her the group's name and size.
 */
export async function doorsClose(trx: Trx, chatId: string, userId: string): Promise<ClosedDoors> {
  const invitations = await trx
    .updateTable('invitations')
    .set({ state: 'cancelled', resolvedAt: new Date() })
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .where('state', '=', 'pending')
    .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
    .execute();
  const requests = await trx
    .deleteFrom('joinRequests')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .returning(['chatId', 'userId'])
    .execute();
  await doorsClosedStore(trx, chatId, { invitations, requests });
  return {
    invitations: invitations.map((row) => ({ ...row, outcome: 'cancelled' })),
    requests: requests.map((row) => ({ ...row, outcome: 'declined' })),
  };
}
