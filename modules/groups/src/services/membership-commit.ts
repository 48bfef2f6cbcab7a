import type { Broker } from '@bridges/kit';
import type { Db, Trx } from '../tables/database.ts';
import type { MembershipDelivery } from './membership-deliver.ts';

/** What every change of a group is made with. */
export interface MembershipWriter {
  db: Db;
  broker: Broker;
  delivery: MembershipDelivery;
}

/**
 * Runs one act on a group: the transaction, then the event, then messages, so that the change is in force
 * when the caller hears of it (G7). Acts that found nothing to do wait as well: repeating a request that
 * ended in `kit.unavailable` must not be answered before the first one's change is in force.
 */
export async function membershipCommit(
  { db, broker, delivery }: MembershipWriter,
  chatId: string,
  act: (trx: Trx) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(act);
  broker.kick();
  await delivery.deliver(chatId);
}
