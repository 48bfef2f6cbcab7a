import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import { notificationRead } from '../services/notification-read.ts';
import type { Db } from '../tables/database.ts';

export function readNotificationRoute(app: HttpApp, db: Db, announcer: InboxAnnouncer): void {
  app.post(
    '/api/notifications/:id/read',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'readNotification',
        summary: 'Mark a notification as read',
        description: 'May be repeated. My other devices hear of it as the socket event `notificationsRead`.',
        params: z.object({ id: uuid }),
        response: {
          204: z.null().describe('It is read.'),
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
          404: errorBody.describe('notifications.not_found: no such notification, or not mine'),
        },
      },
    },
    async (request, reply) => {
      await notificationRead(db, announcer, { userId: viewerOf(request).userId, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
