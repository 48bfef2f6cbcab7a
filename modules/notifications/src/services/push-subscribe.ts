import type { PushSubscriptionBody } from '@bridges/contracts';
import { deviceLabel, OutgoingRefused } from '@bridges/kit';
import type { Outgoing, Viewer } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import type { Db, Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { isPublicKey } from '../policies/push-public-key.ts';
import { notificationCreate } from './notification-create.ts';

/** Browsers of one person; the one that is oldest goes when there are more. */
const subscriptionsMost = 20;

export interface SubscribeContext {
  db: Db;
  outgoing: Pick<Outgoing, 'check'>;
  announceEntry: (row: NotificationRow) => void;
}

/**
 * Keeps where a browser wants to be told. The same browser again, also of somebody else who signed in there, replaces
 * what was known of it. One more browser is an entry of the inbox: it may be a thief's.
 *
 * @throws AppError notifications.bad_push_subscription for addresses that are no push service of the public internet
 */
export async function pushSubscribe(
  { db, outgoing, announceEntry }: SubscribeContext,
  { userId, sessionId, userAgent }: Pick<Viewer, 'userId' | 'sessionId'> & { userAgent: string },
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
  const entry = await db.transaction().execute(async (trx) => {
    const isKnown = await trx
      .selectFrom('pushSubscriptions')
      .where('userId', '=', userId)
      // A browser changes its endpoint now and then, and its session at every sign-in.
      .where((eb) => eb.or([eb('endpoint', '=', endpoint), eb('sessionId', '=', sessionId)]))
      .select('id')
      .limit(1)
      .executeTakeFirst();
    await trx
      .insertInto('pushSubscriptions')
      .values({ id: uuidv7(), endpoint, ...owned })
      .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(owned))
      .execute();
    await forgetOldest(trx, userId);
    if (isKnown) return undefined;
    const details = { device: deviceLabel(userAgent) };
    return notificationCreate(trx, { userId, kind: 'push_added', details });
  });
  if (entry) announceEntry(entry);
}

async function forgetOldest(trx: Trx, userId: string): Promise<void> {
  await trx
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
