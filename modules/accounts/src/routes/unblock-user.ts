import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { userUnblock } from '../services/block-change.ts';
import { nothing, refusals } from './responses.ts';

export function unblockUser(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/blocks/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['blocks'],
        summary: 'Unblock somebody',
        description: 'Contacts that the block ended are not restored. Harmless when there was no block.',
        params: z.strictObject({ userId: uuid }),
        response: { 204: nothing, ...refusals(400, 401, 403) },
      },
    },
    async (request, reply) => {
      await userUnblock(deps, viewerOf(request).userId, request.params.userId);
      return reply.code(204).send(null);
    },
  );
}
