import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { contactDecline } from '../services/contact-change.ts';
import { nothing, refusals } from './responses.ts';

export function declineContact(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/contacts/requests/:userId/decline',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Decline a request',
        description:
          'Who asked is not told, and sees the request as waiting. Asked again, I am not bothered; asking back makes contacts.',
        params: z.strictObject({ userId: uuid }),
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await contactDecline(deps, viewerOf(request).userId, request.params.userId);
      return reply.code(204).send(null);
    },
  );
}
