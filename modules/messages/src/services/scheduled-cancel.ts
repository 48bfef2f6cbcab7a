import { scheduledGoneAnnounce } from './scheduled-context.ts';
import type { ScheduledContext } from './scheduled-context.ts';
import { scheduledDelete } from './scheduled-delete.ts';
import { scheduledLock } from './scheduled-update.ts';

/** It will not be sent. @throws AppError messages.scheduled_not_found, messages.already_sending */
export async function scheduledCancel(
  { db, bus, broker }: Pick<ScheduledContext, 'db' | 'bus' | 'broker'>,
  userId: string,
  id: string,
): Promise<void> {
  const row = await db.transaction().execute(async (trx) => {
    const held = await scheduledLock(trx, userId, id);
    await scheduledDelete(trx, held);
    return held;
  });
  broker.kick();
  scheduledGoneAnnounce(bus, row, null);
}
