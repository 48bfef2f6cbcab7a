import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { confirmationAgain } from '../services/confirmation-again.ts';
import { nothing, refusals } from './responses.ts';

export function sendConfirmation(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/me/email/confirmation',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Send the letter that confirms my address again',
        description: '409 when nothing waits for confirmation, or the server sends no letters.',
        response: { 204: nothing, ...refusals(401, 409) },
      },
    },
    async (request, reply) => {
      await confirmationAgain(deps, viewerOf(request).userId);
      return reply.code(204).send(null);
    },
  );
}
