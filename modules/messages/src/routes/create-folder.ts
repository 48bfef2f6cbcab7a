import { folder, folderBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import type { MarksContext } from '../services/chat-mark-write.ts';
import { folderCreate } from '../services/folder-create.ts';

export function createFolder(app: HttpApp, context: MarksContext & { marksLimit: RateLimit }): void {
  app.post(
    '/api/folders',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Make a folder',
        description: 'Put chats into it with `PATCH /api/chats/{id}/marks`.',
        body: folderBody,
        response: { 201: folder, ...refusals(400, 401, 409, 429) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      return reply.code(201).send(await folderCreate(context, userId, request.body.name));
    },
  );
}
