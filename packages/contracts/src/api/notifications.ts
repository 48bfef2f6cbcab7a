import { z } from 'zod';
import { cursor, pageLimit, timestamp, uuid } from './common.ts';

export const notification = z
  .object({
    id: uuid,
    kind: z.enum(['new_sign_in']),
    createdAt: timestamp,
    readAt: timestamp.nullable(),
    details: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notification>;

export const notificationListQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const notificationPage = z.object({
  notifications: z.array(notification),
  unreadCount: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type NotificationPage = z.infer<typeof notificationPage>;
