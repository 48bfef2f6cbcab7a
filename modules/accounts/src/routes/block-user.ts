import { personBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { userBlock } from '../services/block-change.ts';
import { nothing, refusals } from './responses.ts';

export function blockUser(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/blocks',
    {
      config: { access: 'user' },
      schema: {
        tags: ['blocks'],
        summary: 'Block somebody',
        description:
          'Once answered she can not write to me, see when I am here, find me or add me to groups; she is not told. It ends contacts and requests between us, and I can not write to her either. Repeating it is harmless.',
        body: personBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await userBlock(deps, viewerOf(request).userId, request.body.userId);
      return reply.code(204).send(null);
    },
  );
}
