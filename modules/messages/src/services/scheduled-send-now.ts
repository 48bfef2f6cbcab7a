import { errors } from '../errors.ts';
import { scheduledEnqueue } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';
import { scheduledSend } from './scheduled-send.ts';
import { scheduledLock } from './scheduled-update.ts';

/**
 * Sends it without waiting for its time. Refusals are answered and stay on it; what is not known is tried again by
 * its job.
 *
 * @throws AppError messages.scheduled_not_found, messages.already_sending
 */
export async function scheduledSendNow(context: ScheduledContext, userId: string, id: string): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    await scheduledLock(trx, userId, id);
    const sendAt = new Date();
    await trx
      .updateTable('scheduledMessages')
      .set({ sendAt, state: 'sending', failure: null })
      .where('id', '=', id)
      .execute();
    await scheduledEnqueue(context.jobs, trx, { id, sendAt });
  });
  await scheduledSend(context, id);
  const left = await context.db
    .selectFrom('scheduledMessages')
    .where('id', '=', id)
    .select('failure')
    .executeTakeFirst();
  if (left?.failure) throw errors.scheduled_failed({ details: { failure: left.failure } });
}
