import { uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { uploadCancel } from '../services/upload-cancel.ts';

export function cancelUpload(app: HttpApp, deps: Pick<Deps, 'db' | 'storage' | 'log'>): void {
  app.delete(
    '/api/files/uploads/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'cancelUpload',
        summary: 'Cancel an upload (tus 1.0)',
        description:
          'Forgets what has come of it. A finished upload is a file, and is not cancelled any more.',
        params: z.object({ id: uuid }),
        response: { 204: z.null().describe('Forgotten.'), ...refusals(400, 401, 403, 404, 412) },
      },
    },
    async (request, reply) => {
      await uploadCancel(deps, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
