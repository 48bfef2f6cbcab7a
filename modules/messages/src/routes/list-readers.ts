import { messageParams, messageReaders } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { readerList } from '../selectors/reader-list.ts';
import type { ActContext } from './act-context.ts';

export function listReaders(app: HttpApp, { db, findUsers }: ActContext): void {
  app.get(
    '/api/chats/:id/messages/:seq/readers',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Who has read a message',
        description: 'In chats of at most 100 members.',
        params: messageParams,
        response: { 200: messageReaders, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { id, seq } = request.params;
      const readers = await readerList(db, viewerOf(request).userId, id, seq);
      return { readers, users: await findUsers(readers.map(({ userId }) => userId)) };
    },
  );
}
