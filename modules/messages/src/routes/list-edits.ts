import { messageEdits, messageParams } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { messageEdits as editsOf } from '../selectors/message-edits.ts';
import type { Reader } from '../tables/database.ts';

export function listEdits(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/chats/:id/messages/:seq/edits',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'What a message said before it was edited',
        params: messageParams,
        response: { 200: messageEdits, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { id, seq } = request.params;
      return { edits: await editsOf(db, viewerOf(request).userId, id, seq) };
    },
  );
}
