import { ReminderDueSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { messageNotify } from '../services/message-notify.ts';
import type { ConsumerContext } from './context.ts';

/** Where the message is, never what it says: it may be edited or taken back while the reminder stands. */
export function onReminderDue({ announcer, broker, messages }: ConsumerContext): Consumer {
  return consumer({
    name: 'on-reminder-due',
    event: 'messages.reminder_due.v1',
    schema: ReminderDueSchema,
    async handle(trx, { userId, chatId, seq }) {
      const rows = await messageNotify(trx, messages, { kind: 'reminder', chatId, seq, userIds: [userId] });
      return () => {
        broker.kick();
        announcer.announceCreated(...rows);
      };
    },
  });
}
