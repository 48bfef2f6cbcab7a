import type { Jobs, Platform } from '@bridges/kit';
import type { Channels } from '../channels/channels.ts';
import type { LadderMetrics } from '../metrics.ts';
import type { AskLanguages } from './languages.ts';
import { tellingFacts } from './telling-facts.ts';
import type { AskUnread, TellingFacts } from './telling-facts.ts';
import type { Db } from '../tables/database.ts';
import type { Delivery } from '../tables/ladder.ts';
import { deliverAgain } from './deliver-enqueue.ts';
import { deliveryDelivered, deliveryEnd, deliveryTriedAgain } from './delivery-end.ts';
import { tellingCompose } from './telling-compose.ts';
import type { Composed } from './telling-compose.ts';
import { tellingNames } from './telling-names.ts';
import type { FindNames } from './telling-names.ts';

export interface TellContext {
  db: Db;
  jobs: Jobs;
  channels: Channels;
  messages: AskUnread;
  accounts: FindNames & AskLanguages;
  metrics: LadderMetrics;
  log: Platform['log'];
}

/** Tellings of one job that are under way at a time. */
const inParallel = 8;
/** A channel that answers nothing within this has failed. */
const patienceMs = 30_000;

/**
 * Carries deliveries out, those that are not done yet. What is unread, and may be known, is asked now: whoever has read,
 * muted or left meanwhile is not told.
 *
 * @throws what a channel or the way to it threw, when there was one delivery only: the job tries it again
 */
export async function deliveriesTell(context: TellContext, ids: readonly string[]): Promise<void> {
  const { db } = context;
  if (ids.length === 0) return;
  const deliveries = await db.selectFrom('deliveries').where('id', 'in', ids).selectAll().execute();
  if (deliveries.length === 0) return;
  const facts = await tellingFacts(db, context, deliveries);
  const nameOf = await tellingNames(context.accounts, peopleIn(deliveries, facts));
  const isAlone = ids.length === 1;
  const waiting = deliveries.values();
  // One iterator for all: each takes the next.
  const work = async () => {
    for (const delivery of waiting) {
      try {
        await carryOut(context, delivery, tellingCompose(delivery, facts, nameOf));
      } catch (error) {
        if (isAlone) throw error;
        await setApart(context, delivery, error);
      }
    }
  };
  await Promise.all(Array.from({ length: inParallel }, work));
}

async function carryOut(context: TellContext, delivery: Delivery, composed: Composed): Promise<void> {
  const { db, jobs, channels, metrics } = context;
  if (composed.kind === 'wait')
    return deliveryTriedAgain(db, jobs, delivery, { ...composed, isAttempt: false });
  if (composed.kind === 'drop') {
    metrics.told(delivery.channel, composed.code);
    await deliveryEnd(db, delivery, composed);
    return;
  }
  const channel = channels.get(delivery.channel);
  if (!channel) {
    await deliveryEnd(db, delivery, { code: 'not_set_up', details: {} });
    return;
  }
  metrics.asked(delivery.channel, delivery);
  const outcome = await withPatience(channel.tell(composed.telling));
  metrics.told(delivery.channel, outcome.kind);
  const details = outcome.note ? { note: outcome.note.slice(0, 200) } : {};
  if (outcome.kind === 'delivered') return deliveryDelivered(db, jobs, delivery, details);
  if (outcome.kind !== 'later') {
    await deliveryEnd(db, delivery, { code: outcome.kind, details });
    return;
  }
  const until = new Date(Date.now() + Math.min(Math.max(outcome.afterMs, 1000), 3_600_000));
  await deliveryTriedAgain(db, jobs, delivery, { code: 'later', details, until, isAttempt: true });
}

/** It gets a job of its own, with tries of its own: one that always fails holds up nobody. */
async function setApart(
  { db, jobs, metrics, log }: TellContext,
  delivery: Delivery,
  error: unknown,
): Promise<void> {
  const { id, channel } = delivery;
  log.warn({ err: error, channel, delivery: id }, 'A telling failed; it is tried again by itself.');
  metrics.told(channel, 'failed');
  await db.transaction().execute((trx) => deliverAgain(trx, jobs, delivery, new Date(Date.now() + 1000)));
}

function peopleIn(deliveries: readonly Delivery[], facts: TellingFacts): Set<string> {
  return new Set(
    deliveries.flatMap((delivery) => {
      const unread = facts.unreadOf(delivery);
      const senders = unread?.messages.map(({ message }) => message?.senderId ?? '') ?? [];
      return [...senders, unread?.peerId ?? '', ...(facts.entryOf(delivery)?.actorIds ?? [])];
    }),
  );
}

async function withPatience<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The channel gave no answer.')), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
