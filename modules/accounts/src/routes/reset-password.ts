import { passwordResetBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { passwordReset } from '../services/password-reset.ts';
import { nothing, refusals } from './responses.ts';

export function resetPassword(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/password/reset',
    {
      config: { access: 'public' },
      schema: {
        tags: ['accounts'],
        summary: 'Choose a new password',
        description:
          'With the token of the link in the letter; it works once, for an hour. Ends all sessions of the account.',
        body: passwordResetBody,
        response: { 204: nothing, ...refusals(400, 403) },
      },
    },
    async (request, reply) => {
      await passwordReset(deps, request.body, request.ip);
      return reply.code(204).send(null);
    },
  );
}
