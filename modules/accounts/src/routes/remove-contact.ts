import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { contactRemove } from '../services/contact-change.ts';
import { nothing, refusals } from './responses.ts';

export function removeContact(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/contacts/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Remove a contact, from her list as well',
        params: z.strictObject({ userId: uuid }),
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await contactRemove(deps, viewerOf(request).userId, request.params.userId);
      return reply.code(204).send(null);
    },
  );
}
