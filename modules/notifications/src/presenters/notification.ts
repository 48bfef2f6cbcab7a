import { notification } from '@bridges/contracts';
import type { Notification } from '@bridges/contracts';
import type { NotificationRow } from '../tables/notifications.ts';

/** As clients get it. */
export function presentNotification(row: NotificationRow): Notification {
  const { id, kind, chatId, seq } = row;
  const actorIds = [...new Set(row.actorIds)];
  return notification.parse({
    id,
    kind,
    details: { ...row.details, ...(chatId && { chatId }), ...(seq !== null && { seq }) },
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
    actorIds: actorIds.slice(0, 3),
    count: Math.max(1, actorIds.length),
  });
}
