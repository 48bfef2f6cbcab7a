import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { serviceKeyRevoke } from '../services/service-key-revoke.ts';
import { nothing, refusals } from './responses.ts';

export function revokeServiceKey(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/admin/service-keys/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['service keys'],
        operationId: 'revokeServiceKey',
        summary: 'Take a key back',
        description: 'No route accepts it any more, two seconds later at the latest.',
        params: z.strictObject({ id: uuid }),
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await serviceKeyRevoke(deps, request.params.id, viewerOf(request).userId);
      return reply.code(204).send(null);
    },
  );
}
