import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { tusVersion } from './tus.ts';

export function getUploadOptions(app: HttpApp, { config }: Pick<Deps, 'config'>): void {
  app.options(
    '/api/files/uploads',
    {
      config: { access: 'public' },
      schema: {
        tags: ['files'],
        operationId: 'getUploadOptions',
        summary: 'What uploads can do (tus 1.0)',
        description: 'The headers `Tus-Version`, `Tus-Extension` and `Tus-Max-Size`.',
        response: { 204: z.null().describe('See the headers.') },
      },
    },
    async (_request, reply) =>
      reply
        .code(204)
        .header('tus-version', tusVersion)
        .header('tus-extension', 'creation,expiration,termination')
        .header('tus-max-size', String(config.FILE_MAX_BYTES))
        .send(null),
  );
}
