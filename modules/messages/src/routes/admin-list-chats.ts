import { adminChats as adminChatsBody, adminChatsQuery } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { adminChats } from '../selectors/admin-chats.ts';
import type { Reader } from '../tables/database.ts';

export function adminListChats(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/admin/chats',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'listChatActivity',
        summary: 'How much was said in chats, and when last',
        description: 'Of those that there are, in no order; never what was said.',
        querystring: adminChatsQuery,
        response: { 200: adminChatsBody, ...refusals(400, 401, 403) },
      },
    },
    async (request) => ({
      chats: (await adminChats(db, request.query.ids)).map(({ lastActivityAt, ...chat }) => ({
        ...chat,
        lastActivityAt: lastActivityAt.toISOString(),
      })),
    }),
  );
}
