import { fileQuery, uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { fileVisible } from '../selectors/file-visible.ts';
import { byteResponses, sendBytes } from './send-bytes.ts';

export function getFile(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/files/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getFile',
        summary: 'Download a file',
        description:
          'For its owner, for whoever may read a message it is in now, and for all as far as it is an avatar or the ' +
          'picture of a group they may see. Ranges are served. Only pictures, sound and films come `inline`, and ' +
          'those too as a download with `?download`.',
        params: z.object({ id: uuid }),
        querystring: fileQuery,
        response: { ...byteResponses, ...refusals(400, 401, 404, 416) },
      },
    },
    async (request, reply) => {
      const file = await fileVisible(deps.db, deps, viewerOf(request).userId, request.params.id);
      return sendBytes(request, reply, deps.storage, {
        key: file.storageKey,
        size: file.size,
        type: file.type,
        name: file.name,
        isInline: file.isInline && request.query.download === undefined,
      });
    },
  );
}
