import type { Notification } from '@bridges/contracts';
import { presentNotification } from '../presenters/notification.ts';
import { notificationList } from '../selectors/notification-list.ts';
import type { Db } from '../tables/database.ts';
import { entriesForget } from './entries-read.ts';
import type { InboxAnnouncer } from './inbox-announce.ts';
import type { AskMessages } from './message-notify.ts';

export interface InboxContext {
  db: Db;
  announcer: Pick<InboxAnnouncer, 'announceGone'>;
  messages: Pick<AskMessages, 'canReadMessages'>;
}

/**
 * One page of a user's inbox. Entries about messages that she may not read now are told to nobody: they are
 * forgotten here, should the event that says so be late or lost to us (a message she hid for herself).
 */
export async function inboxRead(
  { db, announcer, messages }: InboxContext,
  userId: string,
  page: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ notifications: Notification[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await notificationList(db, userId, page);
  const places = rows.flatMap(({ chatId, seq }) =>
    chatId !== null && seq !== null ? [{ chatId, seq }] : [],
  );
  if (places.length === 0) return { notifications: rows.map(presentNotification), nextCursor };
  const { readable } = await messages.canReadMessages({ userId, places });
  const known = new Set(readable.map(({ chatId, seq }) => `${chatId}:${seq}`));
  const isKnown = (row: (typeof rows)[number]) => row.seq === null || known.has(`${row.chatId}:${row.seq}`);
  const lost = rows.filter((row) => !isKnown(row)).map(({ id }) => id);
  if (lost.length > 0) {
    const gone = await db.transaction().execute((trx) => entriesForget(trx, (eb) => eb('id', 'in', lost)));
    announcer.announceGone(...gone);
  }
  return { notifications: rows.filter(isKnown).map(presentNotification), nextCursor };
}
