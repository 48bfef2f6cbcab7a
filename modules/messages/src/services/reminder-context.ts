import type { Broker, Bus, Jobs } from '@bridges/kit';
import type { Kysely, Transaction } from 'kysely';
import { presentLive } from '../presenters/live.ts';
import { presentReminder } from '../presenters/scheduled.ts';
import type { Database } from '../tables/database.ts';
import type { ReminderRow } from '../tables/scheduled.ts';

export interface ReminderContext {
  db: Kysely<Database>;
  bus: Bus;
  jobs: Jobs;
  broker: Broker;
}

export const remindJob = 'remind';

/** In the writer's transaction: one job for each, at its latest time. */
export function reminderEnqueue(
  jobs: Jobs,
  trx: Transaction<Database>,
  { id, remindAt }: Pick<ReminderRow, 'id' | 'remindAt'>,
): Promise<void> {
  return jobs.enqueue(trx, remindJob, { id }, { runAt: remindAt, key: `reminder:${id}` });
}

/** Tells her devices that there is one, or no longer. */
export function reminderAnnounce(bus: Bus, row: ReminderRow, isThere: boolean): void {
  const reminder = isThere ? presentReminder(row) : null;
  bus.publish(`user:${row.userId}`, presentLive({ ev: 'reminder', chat: row.chatId, id: row.id, reminder }));
}
