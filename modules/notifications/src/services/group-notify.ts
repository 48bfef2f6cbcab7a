import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { notificationCreate } from './notification-create.ts';
import type { NewNotification } from './notification-create.ts';

/** The same news of a group for each of these users, but for whoever made it. */
export async function groupNotify(
  trx: Trx,
  userIds: readonly string[],
  news: Omit<NewNotification, 'userId'>,
): Promise<NotificationRow[]> {
  const rows: NotificationRow[] = [];
  for (const userId of userIds) {
    const row = userId === news.actorId ? undefined : await notificationCreate(trx, { ...news, userId });
    if (row) rows.push(row);
  }
  return rows;
}
