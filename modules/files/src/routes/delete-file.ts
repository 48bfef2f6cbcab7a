import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { fileDelete } from '../services/file-delete.ts';

export function deleteFile(app: HttpApp, deps: Pick<Deps, 'db' | 'storage' | 'broker' | 'log'>): void {
  app.delete(
    '/api/files/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'deleteFile',
        summary: 'Remove a file of mine that I have not used',
        description:
          'Frees its room at once; otherwise it goes by itself after a day. A file in a message, an avatar or a ' +
          "group's picture is removed with the last of them, and refused here with 409.",
        params: z.object({ id: uuid }),
        response: { 204: z.null().describe('It is gone.'), ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await fileDelete(deps, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
