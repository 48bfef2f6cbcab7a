import type { NotificationEvent, NotificationsGoneEvent, NotificationsReadEvent } from '@bridges/contracts';
import { KeyedQueue, createBatchLoader } from '@bridges/kit';
import type { Bus, Platform } from '@bridges/kit';
import { encodeLiveEvent } from '../presenters/live-event.ts';
import { presentNotification } from '../presenters/notification.ts';
import type { ToldRow } from '../presenters/notification.ts';
import { unreadCounts } from '../selectors/unread-count.ts';
import type { Reader } from '../tables/database.ts';

export interface ReadEntries {
  userId: string;
  ids: readonly string[];
  readAt: Date;
}

/** Tells a user's open devices what happened to her inbox, after the commit. Best effort: the list is the truth. */
export interface InboxAnnouncer {
  /** New entries, or such as have grown. */
  announceCreated(...rows: readonly ToldRow[]): void;
  announceRead(...read: readonly ReadEntries[]): void;
  /** All that were there. */
  announceReadAll(userId: string, readAt: Date): void;
  announceGone(...gone: readonly (readonly [userId: string, ids: readonly string[]])[]): void;
  /** Resolves when nothing is left to announce. */
  idle(): Promise<void>;
}

type Uncounted =
  | Omit<NotificationEvent, 'unreadCount'>
  | Omit<NotificationsReadEvent, 'unreadCount'>
  | Omit<NotificationsGoneEvent, 'unreadCount'>;

/** One event of a user at a time, each with a count taken after the one before: the last one told is right. */
export function createInboxAnnouncer(db: Reader, bus: Bus, log: Platform['log']): InboxAnnouncer {
  const queue = new KeyedQueue();
  // New messages are told to many at once.
  const countOf = createBatchLoader((userIds) => unreadCounts(db, userIds));

  function publish(userId: string, event: Uncounted): void {
    queue
      .run(userId, async () => {
        const counted = { ...event, unreadCount: (await countOf(userId)) ?? 0 };
        bus.publish(`user:${userId}`, encodeLiveEvent(counted));
      })
      .catch((error: unknown) => log.warn({ err: error }, 'inbox event not announced'));
  }

  return {
    announceCreated(...rows) {
      for (const row of rows)
        publish(row.userId, { ev: 'notification', notification: presentNotification(row) });
    },
    announceRead(...read) {
      for (const { userId, ids, readAt } of read) {
        const [notification, ...alsoRead] = ids;
        if (notification === undefined) continue;
        const event = { ev: 'notificationsRead', notification, readAt: readAt.toISOString() } as const;
        publish(userId, alsoRead.length > 0 ? { ...event, alsoRead } : event);
      }
    },
    announceReadAll: (userId, readAt) =>
      publish(userId, { ev: 'notificationsRead', notification: null, readAt: readAt.toISOString() }),
    announceGone(...gone) {
      for (const [userId, ids] of gone) publish(userId, { ev: 'notificationsGone', notifications: [...ids] });
    },
    idle: () => queue.idle(),
  };
}
