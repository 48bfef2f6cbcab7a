import type { PushSubscriptionBody } from '@bridges/contracts';
import { OutgoingRefused } from '@bridges/kit';
import type { Outgoing, Viewer } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import type { Db } from '../tables/database.ts';
import { isPublicKey } from '../policies/push-public-key.ts';

/** Browsers of one person; the one that is oldest goes when there are more. */
const subscriptionsMost = 20;

/**
 * Keeps where a browser wants to be told. The same browser again, also of somebody else who signed in there, replaces
 * what was known of it.
 *
 * @throws AppError notifications.bad_push_subscription for addresses that are no push service of the public internet
 */
export async function pushSubscribe(
  db: Db,
  outgoing: Pick<Outgoing, 'check'>,
  { userId, sessionId }: Pick<Viewer, 'userId' | 'sessionId'>,
  { endpoint, keys: { p256dh, auth } }: PushSubscriptionBody,
): Promise<void> {
  if (!isPublicKey(p256dh)) throw errors.bad_push_subscription();
  try {
    outgoing.check(endpoint);
  } catch (error) {
    if (error instanceof OutgoingRefused) throw errors.bad_push_subscription();
    throw error;
  }
  const owned = { userId, sessionId, p256dh, auth, isSignedOut: false, createdAt: new Date(), toldIds: [] };
  await db
    .insertInto('pushSubscriptions')
    .values({ id: uuidv7(), endpoint, ...owned })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(owned))
    .execute();
  await db
    .deleteFrom('pushSubscriptions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('pushSubscriptions')
        .where('userId', '=', userId)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .offset(subscriptionsMost)
        .select('id'),
    )
    .execute();
}

/** Forgets a browser of hers; what is not known, or not hers, is not there: nothing happens. */
export async function pushUnsubscribe(db: Db, userId: string, endpoint: string): Promise<void> {
  await db
    .deleteFrom('pushSubscriptions')
    .where('userId', '=', userId)
    .where('endpoint', '=', endpoint)
    .execute();
}
