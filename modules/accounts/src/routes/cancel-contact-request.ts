import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { contactCancel } from '../services/contact-change.ts';
import { nothing, refusals } from './responses.ts';

export function cancelContactRequest(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/contacts/requests/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Take my request back',
        params: z.strictObject({ userId: uuid }),
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await contactCancel(deps, viewerOf(request).userId, request.params.userId);
      return reply.code(204).send(null);
    },
  );
}
