import { errors } from '../errors.ts';
import { canPlanFor } from '../policies/plan-time.ts';
import type { ReminderRow } from '../tables/scheduled.ts';
import { reminderAnnounce, reminderEnqueue } from './reminder-context.ts';
import type { ReminderContext } from './reminder-context.ts';

/** Reminds her at another time. @throws AppError messages.reminder_not_found, also when it is not hers; messages.time_invalid */
export async function reminderUpdate(
  { db, bus, jobs }: Pick<ReminderContext, 'db' | 'bus' | 'jobs'>,
  userId: string,
  id: string,
  at: Date,
): Promise<ReminderRow> {
  const refusal = canPlanFor(at, new Date());
  const row = await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('reminders')
      .set({ remindAt: at })
      .where('id', '=', id)
      .where('userId', '=', userId)
      .returningAll()
      .executeTakeFirst();
    if (!changed) throw errors.reminder_not_found();
    if (refusal) throw refusal;
    await reminderEnqueue(jobs, trx, changed);
    return changed;
  });
  reminderAnnounce(bus, row, true);
  return row;
}
