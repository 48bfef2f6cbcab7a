import { folderList, folderOrderBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import type { MarksContext } from '../services/chat-mark-write.ts';
import { folderOrder } from '../services/folder-order.ts';

export function orderFolders(app: HttpApp, context: MarksContext & { marksLimit: RateLimit }): void {
  app.put(
    '/api/folders',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Order my folders',
        description: 'Name each of them once.',
        body: folderOrderBody,
        response: { 200: folderList, ...refusals(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      return { folders: await folderOrder(context, userId, request.body.folderIds) };
    },
  );
}
