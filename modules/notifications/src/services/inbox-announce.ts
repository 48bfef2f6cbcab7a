import type { NotificationEvent, NotificationsReadEvent } from '@bridges/contracts';
import { KeyedQueue } from '@bridges/kit';
import type { Bus, Platform } from '@bridges/kit';
import { encodeLiveEvent } from '../presenters/live-event.ts';
import { presentNotification } from '../presenters/notification.ts';
import { unreadCount } from '../selectors/unread-count.ts';
import type { Reader } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** Tells a user's open devices what happened to her inbox, after the commit. Best effort: the list is the truth. */
export interface InboxAnnouncer {
  announceCreated(row: NotificationRow): void;
  /** One entry was read, or (null) all that were there. */
  announceRead(userId: string, id: string | null, readAt: Date): void;
  /** Resolves when nothing is left to announce. */
  idle(): Promise<void>;
}

type Uncounted = Omit<NotificationEvent, 'unreadCount'> | Omit<NotificationsReadEvent, 'unreadCount'>;

/** One event of a user at a time, each with a count taken after the one before: the last one told is right. */
export function createInboxAnnouncer(db: Reader, bus: Bus, log: Platform['log']): InboxAnnouncer {
  const queue = new KeyedQueue();

  function publish(userId: string, event: Uncounted): void {
    queue
      .run(userId, async () => {
        const counted = { ...event, unreadCount: await unreadCount(db, userId) };
        bus.publish(`user:${userId}`, encodeLiveEvent(counted));
      })
      .catch((error: unknown) => log.warn({ err: error }, 'inbox event not announced'));
  }

  return {
    announceCreated: (row) =>
      publish(row.userId, { ev: 'notification', notification: presentNotification(row) }),
    announceRead: (userId, id, readAt) =>
      publish(userId, { ev: 'notificationsRead', notification: id, readAt: readAt.toISOString() }),
    idle: () => queue.idle(),
  };
}
