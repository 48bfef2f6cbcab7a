import { MailAddressChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { mailReaderNote } from '../services/mail-reader-note.ts';

/** Somebody can be written to from now on, or no longer. */
export function onMailAddressChanged(): Consumer {
  return consumer({
    name: 'on-mail-address-changed',
    event: 'accounts.mail_address_changed.v1',
    schema: MailAddressChangedSchema,
    handle: async (trx, change) => mailReaderNote(trx, change),
  });
}
