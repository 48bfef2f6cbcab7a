import type { Reader } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** Those of these notifications that are committed, oldest first. */
export async function notificationsById(db: Reader, ids: readonly string[]): Promise<NotificationRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('notifications')
    .where('id', 'in', ids)
    .selectAll()
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}
