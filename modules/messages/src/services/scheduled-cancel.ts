import { scheduledGoneAnnounce } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';
import { scheduledLock } from './scheduled-update.ts';

/** It will not be sent. @throws AppError messages.scheduled_not_found, messages.already_sending */
export async function scheduledCancel(
  { db, bus }: Pick<ScheduledContext, 'db' | 'bus'>,
  userId: string,
  id: string,
): Promise<void> {
  const row = await db.transaction().execute(async (trx) => {
    const held = await scheduledLock(trx, userId, id);
    await trx.deleteFrom('scheduledMessages').where('id', '=', id).execute();
    return held;
  });
  scheduledGoneAnnounce(bus, row, null);
}
