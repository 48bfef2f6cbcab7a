import { uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { uploadGet } from '../selectors/upload-get.ts';
import { tellUpload } from './tus.ts';

export function getUpload(app: HttpApp, { db }: Pick<Deps, 'db'>): void {
  app.head(
    '/api/files/uploads/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getUpload',
        summary: 'Where an upload stands (tus 1.0)',
        description:
          '`Upload-Offset` tells how many bytes are there, `Upload-Length` how many there will be.',
        params: z.object({ id: uuid }),
        response: { 204: z.null().describe('See the headers.'), ...refusals(400, 401, 404, 412) },
      },
    },
    async (request, reply) => {
      const upload = await uploadGet(db, viewerOf(request).userId, request.params.id);
      return tellUpload(reply, upload).code(204).header('upload-length', String(upload.length)).send(null);
    },
  );
}
