import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { MarksContext } from '../services/chat-mark-write.ts';
import { folderDelete } from '../services/folder-delete.ts';

export function deleteFolder(app: HttpApp, context: MarksContext): void {
  app.delete(
    '/api/folders/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Delete a folder',
        description: 'Its chats stay.',
        params: z.strictObject({ id: uuid }),
        response: { 204: z.null(), ...refusals(400, 401, 404) },
      },
    },
    async (request, reply) => {
      await folderDelete(context, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
