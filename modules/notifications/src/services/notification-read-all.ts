import type { Db } from '../tables/database.ts';
import type { InboxAnnouncer } from './inbox-announce.ts';

/** Marks everything in a user's inbox as read. */
export async function notificationReadAll(
  db: Db,
  announcer: Pick<InboxAnnouncer, 'announceReadAll'>,
  userId: string,
): Promise<void> {
  const readAt = new Date();
  const { numUpdatedRows } = await db
    .updateTable('notifications')
    .where('userId', '=', userId)
    .where('readAt', 'is', null)
    .set({ readAt })
    .executeTakeFirst();
  if (numUpdatedRows > 0n) announcer.announceReadAll(userId, readAt);
}
