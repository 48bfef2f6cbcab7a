import { ReminderDueSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import { notificationCreate } from '../services/notification-create.ts';

/** Where the message is, never what it says: it may be edited or taken back while the reminder stands. */
export function onReminderDue(announcer: InboxAnnouncer): Consumer {
  return consumer({
    name: 'on-reminder-due',
    event: 'messages.reminder_due.v1',
    schema: ReminderDueSchema,
    async handle(trx, { userId, chatId, seq }) {
      const details = { chatId, seq: String(seq) };
      const row = await notificationCreate(trx, { userId, kind: 'reminder', details });
      return () => announcer.announceCreated(row);
    },
  });
}
