import { scheduledList as scheduledListBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { chatAccess } from '../selectors/chat-access.ts';
import { scheduledList } from '../selectors/scheduled-list.ts';
import type { Reader } from '../tables/database.ts';

export function listScheduled(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/me/scheduled',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'All that I have scheduled',
        description: 'In chats that I may no longer read, too: it failed, or will.',
        response: { 200: scheduledListBody, ...refusals(401) },
      },
    },
    async (request) => ({ scheduled: await scheduledList(db, viewerOf(request).userId) }),
  );
  app.get(
    '/api/chats/:id/scheduled',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'What I have scheduled in a chat',
        params: z.strictObject({ id: uuid }),
        response: { 200: scheduledListBody, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await chatAccess(db, userId, request.params.id);
      return { scheduled: await scheduledList(db, userId, request.params.id) };
    },
  );
}
