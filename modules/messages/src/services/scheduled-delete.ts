import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import { filesHold } from './files-hold.ts';
import { scheduledHold } from './scheduled-context.ts';

/** Takes one away, and gives its files back with it. False: it was gone. */
export async function scheduledDelete(trx: Transaction<Database>, row: ScheduledRow): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('scheduledMessages')
    .where('id', '=', row.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  if (row.extras.attachments) await filesHold(trx, scheduledHold(row, 2), []);
  return true;
}
