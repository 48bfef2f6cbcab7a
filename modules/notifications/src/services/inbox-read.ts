import type { Notification } from '@bridges/contracts';
import { presentNotification } from '../presenters/notification.ts';
import { chatNews } from '../selectors/chat-news.ts';
import type { AskNews } from '../selectors/chat-news.ts';
import { notificationList } from '../selectors/notification-list.ts';
import type { Db } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { entriesForget } from './entries-read.ts';
import type { InboxAnnouncer } from './inbox-announce.ts';
import type { AskMessages } from './message-notify.ts';

export interface InboxContext {
  db: Db;
  announcer: Pick<InboxAnnouncer, 'announceGone'>;
  messages: AskNews & Pick<AskMessages, 'canReadMessages'>;
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
  const ofChats = rows.filter(({ kind }) => kind === 'messages');
  const [known, newsOf] = await Promise.all([
    readablePlaces(messages, userId, rows),
    chatNews(db, messages, ofChats),
  ]);
  const isKnown = (row: NotificationRow) =>
    row.kind === 'messages' ? newsOf(row) !== undefined : row.seq === null || known.has(placeOf(row));
  const lost = rows.filter((row) => !isKnown(row)).map(({ id }) => id);
  if (lost.length > 0) {
    const gone = await db.transaction().execute((trx) => entriesForget(trx, (eb) => eb('id', 'in', lost)));
    announcer.announceGone(...gone);
  }
  const notifications = rows.filter(isKnown).map((row) => presentNotification({ ...row, news: newsOf(row) }));
  return { notifications, nextCursor };
}

const placeOf = ({ chatId, seq }: { chatId: string | null; seq: number | null }) => `${chatId}:${seq}`;

async function readablePlaces(
  messages: Pick<AskMessages, 'canReadMessages'>,
  userId: string,
  rows: readonly NotificationRow[],
): Promise<Set<string>> {
  const places = rows.flatMap(({ kind, chatId, seq }) =>
    kind !== 'messages' && chatId !== null && seq !== null ? [{ chatId, seq }] : [],
  );
  if (places.length === 0) return new Set();
  const { readable } = await messages.canReadMessages({ userId, places });
  return new Set(readable.map(placeOf));
}
