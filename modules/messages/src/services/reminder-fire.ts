import { AppError, outboxAppend } from '@bridges/kit';
import { ReminderDueSchema } from '@bridges/contracts/proto';
import { messageGet } from '../selectors/message-get.ts';
import { reminderAnnounce } from './reminder-context.ts';
import type { ReminderContext } from './reminder-context.ts';

/**
 * Its time has come: the reminder goes and its event is there, in one transaction, so that she is reminded once
 * whatever crashes. Of a message that she may no longer read, or that is no more, nothing is said.
 */
export async function reminderFire({ db, bus, broker }: ReminderContext, id: string): Promise<void> {
  const row = await db.transaction().execute(async (trx) => {
    const due = await trx.deleteFrom('reminders').where('id', '=', id).returningAll().executeTakeFirst();
    if (!due) return undefined;
    const { userId, chatId, seq } = due;
    const message = await messageGet(trx, userId, chatId, seq).catch((error: unknown) => {
      if (error instanceof AppError && error.entry.status === 404) return undefined;
      throw error;
    });
    if (message) {
      const event = { reminderId: id, userId, chatId, seq };
      await outboxAppend(trx, ReminderDueSchema, 'messages.reminder_due.v1', event);
    }
    return due;
  });
  if (!row) return;
  broker.kick();
  reminderAnnounce(bus, row, false);
}
