import { folder, folderBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import type { MarksContext } from '../services/chat-mark-write.ts';
import { folderRename } from '../services/folder-rename.ts';

export function updateFolder(app: HttpApp, context: MarksContext & { marksLimit: RateLimit }): void {
  app.patch(
    '/api/folders/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Rename a folder',
        params: z.strictObject({ id: uuid }),
        body: folderBody,
        response: { 200: folder, ...refusals(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      return folderRename(context, userId, request.params.id, request.body.name);
    },
  );
}
