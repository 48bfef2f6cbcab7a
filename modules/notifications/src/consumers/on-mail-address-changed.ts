import { MailAddressChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { mailReaderNote } from '../services/mail-reader-note.ts';
import { notificationCreate } from '../services/notification-create.ts';
import type { ConsumerContext } from './context.ts';

/** Somebody can be written to from now on, or no longer. Unless it is her first address, she is told of it. */
export function onMailAddressChanged({
  announcer,
  broker,
}: Pick<ConsumerContext, 'announcer' | 'broker'>): Consumer {
  return consumer({
    name: 'on-mail-address-changed',
    event: 'accounts.mail_address_changed.v1',
    schema: MailAddressChangedSchema,
    async handle(trx, change) {
      const { userId, hasAddress, version } = change;
      await mailReaderNote(trx, change);
      if (version === 1) return;
      const row = await notificationCreate(trx, { userId, kind: 'email_changed', details: { hasAddress } });
      return () => {
        broker.kick();
        if (row) announcer.announceCreated(row);
      };
    },
  });
}
