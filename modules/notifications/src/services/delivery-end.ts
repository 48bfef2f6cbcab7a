import type { Jobs } from '@bridges/kit';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../tables/database.ts';
import type { Delivery } from '../tables/ladder.ts';
import { deliverAgain } from './deliver-enqueue.ts';
import { clearJob } from './tellings-clear.ts';
import { traceWrite } from './trace-write.ts';

/** Tried for so long: what is older is no news, and the next step of the ladder has told it. */
const triedForMs = { push: 3_600_000, telegram: 6 * 3_600_000, email: 24 * 3_600_000 };

export interface Ended {
  code: string;
  details: Record<string, unknown>;
}

/**
 * The delivery is over. Its row goes and its trace stands, in one statement; again: nothing happens. True: what it told
 * of a chat has lost its mark meanwhile, by being read or by her leaving.
 */
export async function deliveryEnd(db: Db, { id }: Delivery, { code, details }: Ended): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from deliveries where id = ${id} returning *), traced as (
      insert into delivery_trace
        (id, user_id, chat_id, entry_id, first_seq, last_seq, step, code, details, decided_at)
      select ${uuidv7()}::uuid, user_id, chat_id, entry_id, first_seq, last_seq, channel, ${code},
        ${JSON.stringify(details)}::jsonb, ${new Date()}::timestamptz
      from gone
    )
    select from gone where chat_id is not null and not exists (
      select from told_marks mark
      where mark.user_id = gone.user_id and mark.chat_id = gone.chat_id and mark.channel = gone.channel
        and mark.seq >= gone.last_seq
    )`.execute(db);
  return rows.length > 0;
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
  const isOver = await deliveryEnd(db, delivery, { code: 'delivered', details });
  const { userId, chatId, channel, lastSeq: seq } = delivery;
  if (!isOver) return;
  await db
    .transaction()
    .execute((trx) => jobs.enqueue(trx, clearJob, { userId, chatId, seq, channels: [channel] }));
}

/** Not now: a job of its own takes it up again, unless it is too late for that. */
export async function deliveryTriedAgain(
  db: Db,
  jobs: Jobs,
  delivery: Delivery,
  { code, details, until, isAttempt }: Ended & { until: Date; isAttempt: boolean },
): Promise<void> {
  const { id, channel, firstAt } = delivery;
  const isTooLate = isAttempt && until.getTime() - firstAt.getTime() > triedForMs[channel];
  if (isTooLate) {
    await deliveryEnd(db, delivery, { code: 'gave_up', details });
    return;
  }
  await db.transaction().execute(async (trx) => {
    const kept = await trx
      .updateTable('deliveries')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!kept) return;
    const decision = { about: delivery, step: channel, code };
    await traceWrite(trx, [{ ...decision, details: { ...details, until: until.toISOString() } }]);
    await deliverAgain(trx, jobs, delivery, until);
  });
}
