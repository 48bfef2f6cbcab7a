import { errorBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import { notificationReadAll } from '../services/notification-read-all.ts';
import type { Db } from '../tables/database.ts';

export function readAllNotificationsRoute(app: HttpApp, db: Db, announcer: InboxAnnouncer): void {
  app.post(
    '/api/notifications/read-all',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'readAllNotifications',
        summary: 'Mark my whole inbox as read',
        description: 'May be repeated. My other devices hear of it as the socket event `notificationsRead`.',
        response: {
          204: z.null().describe('All of it is read.'),
          401: errorBody.describe('kit.unauthenticated'),
        },
      },
    },
    async (request, reply) => {
      await notificationReadAll(db, announcer, viewerOf(request).userId);
      return reply.code(204).send(null);
    },
  );
}
