import { NotificationCreatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** Adds an entry to somebody's inbox, with its event. Resolves to the entry's id. */
export async function notificationCreate(
  trx: Trx,
  { userId, kind, details }: { userId: string } & Pick<NotificationRow, 'kind' | 'details'>,
): Promise<string> {
  const id = uuidv7();
  const createdAt = new Date();
  await trx
    .insertInto('notifications')
    .values({ id, userId, kind, details: JSON.stringify(details), createdAt, readAt: null })
    .execute();
  await outboxAppend(trx, NotificationCreatedSchema, events.notificationCreated, {
    id,
    userId,
    kind,
    createdAtMs: createdAt.getTime(),
  });
  return id;
}
