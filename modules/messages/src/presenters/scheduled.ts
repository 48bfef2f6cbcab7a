import type { Reminder, Scheduled } from '@bridges/contracts';
import type { ReminderRow, ScheduledRow } from '../tables/scheduled.ts';

/** Row → API. One that is being sent still waits, for all that its writer can know. */
export function presentScheduled(row: ScheduledRow): Scheduled {
  return {
    id: row.id,
    chatId: row.chatId,
    text: row.body,
    sendAt: row.sendAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    state: row.state === 'failed' ? 'failed' : 'waiting',
    failure: row.failure,
    content: row.content,
  };
}

export function presentReminder(row: ReminderRow): Reminder {
  return {
    id: row.id,
    chatId: row.chatId,
    seq: row.seq,
    at: row.remindAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
