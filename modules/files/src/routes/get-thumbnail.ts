import { thumbnailQuery, uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { thumbnailVisible } from '../selectors/thumbnail-visible.ts';
import { byteResponses, sendBytes } from './send-bytes.ts';

export function getThumbnail(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/files/:id/thumbnail',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getThumbnail',
        summary: 'A smaller picture of a picture',
        description:
          'WebP, its longer side at most `size`; of animations the first frame. For whoever may download the file.',
        params: z.object({ id: uuid }),
        querystring: thumbnailQuery,
        response: { ...byteResponses, ...refusals(400, 401, 404, 416) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      const { key, name } = await thumbnailVisible(deps, userId, request.params.id, request.query.size);
      const size = await deps.storage.size(key);
      return sendBytes(request, reply, deps.storage, { key, size, type: 'image/webp', name, isInline: true });
    },
  );
}
