import { NotificationCreatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** Adds an entry to somebody's inbox, with its event. Resolves to the entry. */
export async function notificationCreate(
  trx: Trx,
  { userId, kind, details }: { userId: string } & Pick<NotificationRow, 'kind' | 'details'>,
): Promise<NotificationRow> {
  const row: NotificationRow = { id: uuidv7(), userId, kind, details, createdAt: new Date(), readAt: null };
  await trx
    .insertInto('notifications')
    .values({ ...row, details: JSON.stringify(details) })
    .execute();
  await outboxAppend(trx, NotificationCreatedSchema, events.notificationCreated, {
    id: row.id,
    userId,
    kind,
    createdAtMs: row.createdAt.getTime(),
  });
  return row;
}
