import { DeactivationChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';

/** Closes or opens an account, in the transaction that holds its row: other modules learn of it in this order. */
export async function deactivationWrite(
  trx: Trx,
  userId: string,
  closed: { reason: string } | null,
): Promise<void> {
  const { version } = await trx
    .updateTable('users')
    .set((eb) => ({
      deactivatedAt: closed && new Date(),
      deactivationReason: closed?.reason ?? '',
      deactivationVersion: eb('deactivationVersion', '+', 1),
    }))
    .where('id', '=', userId)
    .returning('deactivationVersion as version')
    .executeTakeFirstOrThrow();
  const event = { userId, isDeactivated: closed !== null, version };
  await outboxAppend(trx, DeactivationChangedSchema, events.deactivationChanged, event);
}
