import { errors } from '../errors.ts';
import type { Db } from '../tables/database.ts';
import type { InboxAnnouncer } from './inbox-announce.ts';

/** Marks one entry of a user's own inbox as read; again: nothing happens. @throws AppError notifications.not_found */
export async function notificationRead(
  db: Db,
  announcer: Pick<InboxAnnouncer, 'announceRead'>,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  const readAt = new Date();
  const own = db.updateTable('notifications').where('id', '=', id).where('userId', '=', userId);
  const changed = await own.where('readAt', 'is', null).set({ readAt }).returning('id').executeTakeFirst();
  if (changed) return announcer.announceRead({ userId, ids: [id], readAt });
  const known = await db
    .selectFrom('notifications')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .select('id')
    .executeTakeFirst();
  if (!known) throw errors.not_found();
}
