import { limits, messageParams, voterPage, voterQuery } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { voterList } from '../selectors/voter-list.ts';
import type { ActContext } from './act-context.ts';

export function listVoters(app: HttpApp, { db, findUsers }: ActContext): void {
  app.get(
    '/api/chats/:id/messages/:seq/votes',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Who voted for what in a public poll',
        params: messageParams,
        querystring: voterQuery,
        response: { 200: voterPage, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { id: chatId, seq } = request.params;
      const { cursor, limit = limits.pageSize.default } = request.query;
      const page = await voterList(db, viewerOf(request).userId, { chatId, seq }, { cursor, limit });
      return { ...page, users: await findUsers(page.voters.map(({ userId }) => userId)) };
    },
  );
}
