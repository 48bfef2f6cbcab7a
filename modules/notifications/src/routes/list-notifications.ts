import { errorBody, notificationListQuery, notificationPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { unreadCount } from '../selectors/unread-count.ts';
import { inboxRead } from '../services/inbox-read.ts';
import type { InboxContext } from '../services/inbox-read.ts';

export function listNotificationsRoute(app: HttpApp, context: InboxContext): void {
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
      const page = await inboxRead(context, userId, request.query);
      return { ...page, unreadCount: await unreadCount(context.db, userId) };
    },
  );
}
