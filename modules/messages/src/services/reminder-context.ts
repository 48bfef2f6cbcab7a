import type { Broker, Bus, Jobs } from '@bridges/kit';
import type { Kysely } from 'kysely';
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

/** Tells her devices that there is one, or no longer. */
export function reminderAnnounce(bus: Bus, row: ReminderRow, isThere: boolean): void {
  const reminder = isThere ? presentReminder(row) : null;
  bus.publish(`user:${row.userId}`, presentLive({ ev: 'reminder', chat: row.chatId, id: row.id, reminder }));
}
