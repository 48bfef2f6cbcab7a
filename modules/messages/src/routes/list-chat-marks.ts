import { chatMarksPage, chatMarksQuery } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { chatMarkChanges } from '../selectors/chat-mark-changes.ts';
import type { Reader } from '../tables/database.ts';

export function listChatMarks(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/me/chat-marks',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'What changed of my own view after a rev',
        description:
          'Marks of chats, all my folders, and what I deleted for myself. Ask again from `rev` while `hasMore`.',
        querystring: chatMarksQuery,
        response: { 200: chatMarksPage, ...refusals(400, 401) },
      },
    },
    (request) => chatMarkChanges(db, viewerOf(request).userId, request.query.after),
  );
}
