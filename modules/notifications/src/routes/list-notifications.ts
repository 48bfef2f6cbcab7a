import { errorBody, notificationListQuery, notificationPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentNotification } from '../presenters/notification.ts';
import { notificationList } from '../selectors/notification-list.ts';
import { unreadCount } from '../selectors/unread-count.ts';
import type { Reader } from '../tables/database.ts';

export function listNotificationsRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/notifications',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'listNotifications',
        summary: 'My inbox, newest first',
        description:
          'Pages by `cursor`. `unreadCount` is of the whole inbox. New entries are told live as the socket event ' +
          '`notification`.',
        querystring: notificationListQuery,
        response: {
          200: notificationPage,
          400: errorBody.describe('http.invalid_request or kit.bad_cursor'),
          401: errorBody.describe('kit.unauthenticated'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { rows, nextCursor } = await notificationList(db, userId, request.query);
      return {
        notifications: rows.map(presentNotification),
        unreadCount: await unreadCount(db, userId),
        nextCursor,
      };
    },
  );
}
