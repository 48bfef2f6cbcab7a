import type { ScheduledUpdateBody } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import { canBeText } from '../policies/can-post.ts';
import { canPlanFor } from '../policies/plan-time.ts';
import type { Database } from '../tables/database.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import { scheduledAnnounce, scheduledEnqueue } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';

/**
 * Changes its text or its time. A failed one waits again.
 *
 * @throws AppError messages.scheduled_not_found, messages.already_sending, messages.time_invalid, messages.text_invalid
 */
export async function scheduledUpdate(
  { db, bus, jobs }: Pick<ScheduledContext, 'db' | 'bus' | 'jobs'>,
  userId: string,
  id: string,
  { text, sendAt }: ScheduledUpdateBody,
): Promise<ScheduledRow> {
  const row = await db.transaction().execute(async (trx) => {
    const before = await scheduledLock(trx, userId, id);
    const next = {
      body: text ?? before.body,
      sendAt: sendAt === undefined ? before.sendAt : new Date(sendAt),
    };
    const hasMore = (before.extras.attachments ?? before.extras.poll) !== undefined;
    const refusal = canBeText(next.body, hasMore) ?? canPlanFor(next.sendAt, new Date());
    if (refusal) throw refusal;
    const changed = await trx
      .updateTable('scheduledMessages')
      .set({ ...next, state: 'waiting', failure: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await scheduledEnqueue(jobs, trx, changed);
    return changed;
  });
  scheduledAnnounce(bus, row);
  return row;
}

/** Her own one, which can still be changed. @throws AppError messages.scheduled_not_found, messages.already_sending */
export async function scheduledLock(
  trx: Transaction<Database>,
  userId: string,
  id: string,
): Promise<ScheduledRow> {
  const row = await trx
    .selectFrom('scheduledMessages')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.scheduled_not_found();
  if (row.state === 'sending') throw errors.already_sending();
  return row;
}
