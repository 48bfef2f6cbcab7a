import type { Jobs } from '@bridges/kit';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Trx } from '../tables/database.ts';
import type { Delivery } from '../tables/ladder.ts';
import { deliveriesAgain, deliverAgain } from './deliver-enqueue.ts';
import { clearJob } from './tellings-clear.ts';
import { traceWrite } from './trace-write.ts';

/** Tried for so long: what is older is no news, and the next step of the ladder has told it. */
const triedForMs = { push: 3_600_000, telegram: 6 * 3_600_000, email: 24 * 3_600_000 };

/** Of a long outage the first tries are noted, and what became of it. */
const tracedMost = 5;

export interface Ended {
  code: string;
  details: Record<string, unknown>;
}

/** What it was told of has not been read since, nor has she left. */
const isMarked = sql<boolean>`(chat_id is null or exists (
  select from told_marks mark
  where mark.user_id = deliveries.user_id and mark.chat_id = deliveries.chat_id
    and mark.channel = deliveries.channel and mark.seq >= deliveries.last_seq))`;

/** Its row goes and its trace stands, in one statement. False: there is none, or not such a one. */
async function end(
  db: Db | Trx,
  { id }: Delivery,
  { code, details }: Ended,
  which = sql<boolean>`true`,
): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from deliveries where id = ${id} and ${which} returning *)
    insert into delivery_trace
      (id, user_id, chat_id, entry_id, first_seq, last_seq, step, code, details, decided_at)
    select ${uuidv7()}::uuid, user_id, chat_id, entry_id, first_seq, last_seq, channel, ${code},
      ${JSON.stringify(details)}::jsonb, ${new Date()}::timestamptz
    from gone
    returning id`.execute(db);
  return rows.length > 0;
}

/** The delivery is over. Again: nothing happens. */
export async function deliveryEnd(db: Db, delivery: Delivery, ended: Ended): Promise<void> {
  await end(db, delivery, ended);
}

/**
 * The channel has it. What was read on its way there is taken back once more: the reading may have come to the channel
 * first, and have found nothing to take back.
 */
export async function deliveryDelivered(
  db: Db,
  jobs: Jobs,
  delivery: Delivery,
  details: Ended['details'],
): Promise<void> {
  const ended = { code: 'delivered', details };
  if (await end(db, delivery, ended, isMarked)) return;
  const { userId, chatId, channel, lastSeq: seq } = delivery;
  await db.transaction().execute(async (trx) => {
    if (await end(trx, delivery, ended))
      await jobs.enqueue(trx, clearJob, { userId, chatId, seq, channels: [channel] });
  });
}

/** Not now: a job of its own takes it up again, unless it is too late for that. */
export async function deliveryTriedAgain(
  db: Db,
  jobs: Jobs,
  delivery: Delivery,
  { code, details, until, isAttempt }: Ended & { until: Date; isAttempt: boolean },
): Promise<void> {
  const { id, channel, attempts } = delivery;
  if (isAttempt && isTooLate(delivery, until)) return deliveryEnd(db, delivery, { code: 'gave_up', details });
  await db.transaction().execute(async (trx) => {
    const kept = await trx
      .updateTable('deliveries')
      .set((eb) => ({ attempts: eb('attempts', '+', 1), ...(isAttempt ? {} : { dueAt: until }) }))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!kept) return;
    const decision = { about: delivery, step: channel, code };
    if (attempts < tracedMost)
      await traceWrite(trx, [{ ...decision, details: { ...details, until: until.toISOString() } }]);
    await deliverAgain(trx, jobs, delivery, until);
  });
}

/**
 * Somebody who has to be asked is away: all of them again, as one, but for those that are no news any more. They count
 * as being on their way meanwhile: what comes waits where it is merged.
 */
export async function deliveriesPutOff(
  db: Db,
  jobs: Jobs,
  deliveries: readonly Delivery[],
  until: Date,
): Promise<void> {
  const [old, young] = [true, false].map((isOld) =>
    deliveries.filter((delivery) => isTooLate(delivery, until) === isOld),
  );
  for (const delivery of old ?? [])
    await deliveryEnd(db, delivery, { code: 'gave_up', details: { note: 'somebody else was away' } });
  await db.transaction().execute((trx) => deliveriesAgain(trx, jobs, young ?? [], until));
}

/** Counted from its time, not from the message: it may have waited for the end of a night. */
function isTooLate({ channel, dueAt }: Delivery, at: Date): boolean {
  return at.getTime() - dueAt.getTime() > triedForMs[channel];
}
