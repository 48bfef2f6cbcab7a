import type { SessionStarted } from '@bridges/contracts/proto';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { notificationCreate } from './notification-create.ts';

/**
 * Tells a user of a new sign-in, so that she notices one that is not hers. Her first one we hear of came with
 * her registration: it is remembered, not told. Resolves to the new entry, if any.
 */
export async function signInNotify(trx: Trx, event: SessionStarted): Promise<NotificationRow | undefined> {
  const { userId, device, address } = event;
  const first = await trx
    .insertInto('signedInUsers')
    .values({ userId })
    .onConflict((oc) => oc.doNothing())
    .returning('userId')
    .executeTakeFirst();
  if (first) return undefined;
  return notificationCreate(trx, { userId, kind: 'new_sign_in', details: { device, address } });
}
