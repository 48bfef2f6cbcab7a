import { notification } from '@bridges/contracts';
import type { Notification } from '@bridges/contracts';
import type { NotificationRow } from '../tables/notifications.ts';
import type { UnreadNews } from './unread-news.ts';

export type ToldRow = NotificationRow & {
  /** Of new messages of a chat: what is unread of it now. */
  news?: UnreadNews | undefined;
};

/** As clients get it. */
export function presentNotification({ news, ...row }: ToldRow): Notification {
  const { id, kind, chatId } = row;
  const seq = news?.seq ?? row.seq;
  const actorIds = news?.actorIds ?? [...new Set(row.actorIds)];
  return notification.parse({
    id,
    kind,
    details: {
      ...row.details,
      ...(chatId && { chatId }),
      ...(seq !== null && { seq }),
      ...(kind === 'messages' && { text: news?.text ?? '' }),
    },
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
    actorIds: actorIds.slice(0, 3),
    count: news?.count ?? Math.max(1, actorIds.length),
  });
}
