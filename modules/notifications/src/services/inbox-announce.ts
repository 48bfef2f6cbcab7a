import type { NotificationEvent, NotificationsReadEvent } from '@bridges/contracts';
import { KeyedQueue } from '@bridges/kit';
import type { Bus, Platform } from '@bridges/kit';
import { encodeLiveEvent } from '../presenters/live-event.ts';
import { presentNotification } from '../presenters/notification.ts';
import { notificationsById } from '../selectors/notifications-by-id.ts';
import { unreadCount } from '../selectors/unread-count.ts';
import type { Reader } from '../tables/database.ts';

/** Tells a user's open devices what happened to her inbox. Best effort: the list is the truth. */
export interface InboxAnnouncer {
  /** Remembers an entry that a transaction under way creates. */
  note(id: string): void;
  /** Announces those noted entries that are committed by now. */
  announceNoted(): void;
  /** One entry was read, or (null) all that were there. */
  announceRead(userId: string, id: string | null, readAt: Date): void;
  /** Resolves when nothing is left to announce. */
  idle(): Promise<void>;
}

/** Longer than any transaction lasts. */
const forgetAfterMs = 120_000;

/** One event of a user at a time, each with a count taken after the one before: the last one told is right. */
export function createInboxAnnouncer(db: Reader, bus: Bus, log: Platform['log']): InboxAnnouncer {
  const queue = new KeyedQueue();
  const noted = new Map<string, number>();

  function publish(
    userId: string,
    event: Omit<NotificationEvent, 'unreadCount'> | Omit<NotificationsReadEvent, 'unreadCount'>,
  ) {
    return queue.run(userId, async () => {
      const counted = { ...event, unreadCount: await unreadCount(db, userId) };
      bus.publish(`user:${userId}`, encodeLiveEvent(counted));
    });
  }
  const quietly = (task: Promise<unknown>) => {
    task.catch((error: unknown) => log.warn({ err: error }, 'inbox event not announced'));
  };

  async function announceCommitted(): Promise<void> {
    const askedAtMs = Date.now();
    for (const row of await notificationsById(db, [...noted.keys()])) {
      noted.delete(row.id);
      await publish(row.userId, { ev: 'notification', notification: presentNotification(row) });
    }
    // What is missing is still under way in another transaction, or was rolled back.
    for (const [id, notedAtMs] of noted) if (askedAtMs - notedAtMs > forgetAfterMs) noted.delete(id);
  }

  return {
    note: (id) => void noted.set(id, Date.now()),
    announceNoted: () => quietly(queue.run('noted', announceCommitted)),
    announceRead(userId, id, readAt) {
      quietly(publish(userId, { ev: 'notificationsRead', notification: id, readAt: readAt.toISOString() }));
    },
    idle: () => queue.idle(),
  };
}
