import type { Reminder } from '@bridges/contracts';
import { presentReminder } from '../presenters/scheduled.ts';
import type { Reader } from '../tables/database.ts';

/** What a user wants to be reminded of, the soonest first. */
export async function reminderList(db: Reader, userId: string): Promise<Reminder[]> {
  const rows = await db
    .selectFrom('reminders')
    .where('userId', '=', userId)
    .selectAll()
    .orderBy('remindAt')
    .orderBy('id')
    .execute();
  return rows.map(presentReminder);
}
