import type { HttpApp, RateLimit } from '@bridges/kit';
import type { ReminderContext } from '../services/reminder-context.ts';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import type { FindUsers } from '../services/user-finder.ts';
import { createReminder } from './create-reminder.ts';
import { createScheduled } from './create-scheduled.ts';
import { deleteReminder } from './delete-reminder.ts';
import { deleteScheduled } from './delete-scheduled.ts';
import { listReminders } from './list-reminders.ts';
import { listScheduled } from './list-scheduled.ts';
import { sendScheduledNow } from './send-scheduled-now.ts';
import { updateReminder } from './update-reminder.ts';
import { updateScheduled } from './update-scheduled.ts';

/** What is to happen later: messages to send, messages to be reminded of. */
export function scheduledRoutes(
  app: HttpApp,
  context: ScheduledContext & ReminderContext & { marksLimit: RateLimit; findUsers: FindUsers },
): void {
  listScheduled(app, context);
  createScheduled(app, context);
  updateScheduled(app, context);
  deleteScheduled(app, context);
  sendScheduledNow(app, context);
  listReminders(app, context);
  createReminder(app, context);
  updateReminder(app, context);
  deleteReminder(app, context);
}
