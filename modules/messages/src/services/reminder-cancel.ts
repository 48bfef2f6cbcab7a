import { errors } from '../errors.ts';
import { reminderAnnounce } from './reminder-context.ts';
import type { ReminderContext } from './reminder-context.ts';

/** @throws AppError messages.reminder_not_found, also when it is not hers */
export async function reminderCancel(
  { db, bus }: Pick<ReminderContext, 'db' | 'bus'>,
  userId: string,
  id: string,
): Promise<void> {
  const row = await db
    .deleteFrom('reminders')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw errors.reminder_not_found();
  reminderAnnounce(bus, row, false);
}
