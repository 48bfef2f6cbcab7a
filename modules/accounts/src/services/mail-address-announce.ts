import { MailAddressChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';

/** In the transaction that changed it: other modules learn that there is an address to write to, or none any more. */
export async function mailAddressAnnounce(trx: Trx, userId: string): Promise<void> {
  const user = await trx
    .updateTable('users')
    .set((eb) => ({ mailVersion: eb('mailVersion', '+', 1) }))
    .where('id', '=', userId)
    .returning(['mailVersion', 'emailConfirmedAt'])
    .executeTakeFirstOrThrow();
  await outboxAppend(trx, MailAddressChangedSchema, events.mailAddressChanged, {
    userId,
    hasAddress: user.emailConfirmedAt !== null,
    version: user.mailVersion,
  });
}
