import type { Jobs, Platform } from '@bridges/kit';
import { isTransient } from '@bridges/kit';
import type { Channels } from '../channels/channels.ts';
import type { LadderMetrics } from '../metrics.ts';
import type { AskLanguages } from './languages.ts';
import { tellingFacts } from './telling-facts.ts';
import type { AskUnread, TellingFacts } from './telling-facts.ts';
import type { Db } from '../tables/database.ts';
import type { Delivery } from '../tables/ladder.ts';
import { deliverAgain } from './deliver-enqueue.ts';
import { deliveriesPutOff, deliveryDelivered, deliveryEnd, deliveryTriedAgain } from './delivery-end.ts';
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
/** What was asked counts for so long: behind a slow channel somebody may leave, or take back what she wrote. */
const freshMs = 1000;
/** Somebody who has to be asked is away: asked again after this. */
const awayMs = 5000;

/**
 * Carries deliveries out, those that are not done yet. What is unread, and may be known, is asked now: whoever has read,
 * muted or left meanwhile is not told.
 *
 * @throws what a channel or the way to it threw, when there was one delivery only: the job tries it again
 */
export async function deliveriesTell(context: TellContext, ids: readonly string[]): Promise<void> {
  let rest = ids;
  while (rest.length > 0) rest = await tellSome(context, rest, ids.length === 1);
}

/** Resolves to those whose turn did not come before what was asked grew old. */
async function tellSome(context: TellContext, ids: readonly string[], isAlone: boolean): Promise<string[]> {
  const deliveries = await context.db.selectFrom('deliveries').where('id', 'in', ids).selectAll().execute();
  if (deliveries.length === 0) return [];
  const asked = await ask(context, deliveries).catch(async (error: unknown) => {
    await putOff(context, deliveries, error, isAlone);
    return undefined;
  });
  if (!asked) return [];
  const oldAt = Date.now() + freshMs;
  let begun = 0;
  const work = async () => {
    // However slow it is, some get on.
    while (begun < inParallel || Date.now() < oldAt) {
      const delivery = deliveries.shift();
      if (!delivery) return;
      begun += 1;
      try {
        await carryOut(context, delivery, tellingCompose(delivery, asked.facts, asked.nameOf));
      } catch (error) {
        await putOff(context, [delivery], error, isAlone);
      }
    }
  };
  await Promise.all(Array.from({ length: inParallel }, work));
  return deliveries.map(({ id }) => id);
}

async function ask(
  context: TellContext,
  deliveries: readonly Delivery[],
): Promise<{ facts: TellingFacts; nameOf: (userId: string) => string }> {
  const facts = await tellingFacts(context.db, context, deliveries);
  return { facts, nameOf: await tellingNames(context.accounts, peopleIn(deliveries, facts)) };
}

async function carryOut(context: TellContext, delivery: Delivery, composed: Composed): Promise<void> {
  const { db, jobs, channels, metrics } = context;
  if (composed.kind === 'wait')
    return deliveryTriedAgain(db, jobs, delivery, { ...composed, isAttempt: false });
  if (composed.kind === 'drop') {
    metrics.told(delivery.channel, composed.code);
    return deliveryEnd(db, delivery, composed);
  }
  const channel = channels.get(delivery.channel);
  if (!channel) return deliveryEnd(db, delivery, { code: 'not_set_up', details: {} });
  metrics.asked(delivery.channel, delivery);
  const outcome = await withPatience(channel.tell(composed.telling));
  metrics.told(delivery.channel, outcome.kind);
  const details = outcome.note ? { note: outcome.note.slice(0, 200) } : {};
  if (outcome.kind === 'delivered') return deliveryDelivered(db, jobs, delivery, details);
  if (outcome.kind !== 'later') return deliveryEnd(db, delivery, { code: outcome.kind, details });
  const until = new Date(Date.now() + Math.min(Math.max(outcome.afterMs, 1000), 3_600_000));
  await deliveryTriedAgain(db, jobs, delivery, { code: 'later', details, until, isAttempt: true });
}

/**
 * What failed is tried again. All of them, for as long as they are news, when somebody is away who will be back; else
 * each in a job of its own, with tries of its own: one that always fails holds up nobody, and is seen when it is dead.
 */
async function putOff(
  { db, jobs, metrics, log }: TellContext,
  deliveries: readonly Delivery[],
  error: unknown,
  isAlone: boolean,
): Promise<void> {
  const [first] = deliveries;
  if (!first) return;
  const { channel } = first;
  for (const _ of deliveries) metrics.told(channel, 'failed');
  if (isTransient(error)) {
    log.warn({ err: error, channel, count: deliveries.length }, 'Nobody can be told now; trying again.');
    const until = new Date(Date.now() + awayMs);
    return deliveriesPutOff(db, jobs, deliveries, until);
  }
  const ids = deliveries.map(({ id }) => id);
  log.warn({ err: error, channel, deliveries: ids }, 'A telling failed; it is tried again by itself.');
  await db.transaction().execute(async (trx) => {
    // Those that wait for another try, or are dead, keep nobody else from being told.
    await trx
      .updateTable('deliveries')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .execute();
    if (isAlone) return;
    for (const delivery of deliveries) await deliverAgain(trx, jobs, delivery, new Date(Date.now() + 1000));
  });
  if (isAlone) throw error;
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
