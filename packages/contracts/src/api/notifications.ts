import { z } from 'zod';
import { cursor, pageLimit, timestamp, uuid } from './common.ts';

export const notification = z
  .object({
    id: uuid,
    kind: z.enum(['new_sign_in', 'reminder']),
    createdAt: timestamp,
    readAt: timestamp.nullable(),
    details: z.record(z.string(), z.string()).meta({
      description: '`new_sign_in`: device, address. `reminder`: chatId and seq of the message.',
    }),
  })
  .meta({
    id: 'Notification',
    example: {
      id: '019aa1c2-7d3e-7a41-9c55-0f2d6b1e8a12',
      kind: 'new_sign_in',
      createdAt: '2026-11-21T09:30:00.000Z',
      readAt: null,
      details: { device: 'Firefox on Linux', address: '203.0.113.7' },
    },
  });
export type Notification = z.infer<typeof notification>;

export const notificationListQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const notificationPage = z.object({
  notifications: z.array(notification),
  unreadCount: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type NotificationPage = z.infer<typeof notificationPage>;
