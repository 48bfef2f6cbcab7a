import { limits, messageListQuery, messagePage, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { usersOfMessages } from '../presenters/message.ts';
import type { HistoryCache } from '../selectors/history-cache.ts';
import { messageList } from '../selectors/message-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';

export function listMessages(
  app: HttpApp,
  { db, findUsers, history }: { db: Reader; findUsers: FindUsers; history: HistoryCache },
): void {
  app.get(
    '/api/chats/:id/messages',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'History of a chat',
        description:
          'The newest page, or the page before, after or around a seq. Always ascending, without gaps.',
        params: z.strictObject({ id: uuid }),
        querystring: messageListQuery,
        response: { 200: messagePage, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { limit = limits.pageSize.default, ...place } = request.query;
      const { userId } = viewerOf(request);
      const page = await messageList(db, userId, request.params.id, { ...place, limit }, history);
      return { ...page, users: await findUsers(usersOfMessages([...page.messages, ...page.quoted]), userId) };
    },
  );
}
