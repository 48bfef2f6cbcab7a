import { limits, messageParams, reactorPage, reactorQuery } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { reactionList } from '../selectors/reaction-list.ts';
import type { ActContext } from './act-context.ts';

export function listReactions(app: HttpApp, { db, findUsers }: ActContext): void {
  app.get(
    '/api/chats/:id/messages/:seq/reactions',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Who reacted to a message',
        params: messageParams,
        querystring: reactorQuery,
        response: { 200: reactorPage, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { id: chatId, seq } = request.params;
      const { limit = limits.pageSize.default, ...rest } = request.query;
      const page = await reactionList(db, viewerOf(request).userId, { chatId, seq }, { ...rest, limit });
      return { ...page, users: await findUsers(page.reactions.map(({ userId }) => userId)) };
    },
  );
}
