import { fileInfo, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { toAttachment } from '../presenters/attachment.ts';
import { posterSet } from '../services/poster-set.ts';
import type { PosterDeps } from '../services/poster-set.ts';

const maxBytes = 1024 * 1024;

/** Bodies are pictures here: register it in a scope of its own. */
export function setPoster(app: HttpApp, deps: PosterDeps): void {
  app.addContentTypeParser(
    ['image/jpeg', 'image/png', 'image/webp'],
    { parseAs: 'buffer', bodyLimit: maxBytes },
    (_request, body, done) => done(null, body),
  );
  app.put(
    '/api/files/:id/poster',
    {
      config: { access: 'user' },
      bodyLimit: maxBytes,
      schema: {
        tags: ['files'],
        operationId: 'setPoster',
        summary: 'Give a film of mine the picture that stands for it',
        description:
          'Body: a JPEG, PNG or WebP of at most 1 MiB, such as one of its first frames. It becomes the thumbnail of the ' +
          'film; send it before the film is sent, so that messages show it. The first one stays.',
        params: z.object({ id: uuid }),
        response: { 200: fileInfo, ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
      },
    },
    async (request) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return toAttachment(await posterSet(deps, viewerOf(request).userId, request.params.id, bytes));
    },
  );
}
