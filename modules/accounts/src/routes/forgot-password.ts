import { passwordForgottenBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { passwordForgotten } from '../services/password-forgotten.ts';
import { nothing, refusals } from './responses.ts';

export function forgotPassword(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/password/forgotten',
    {
      config: { access: 'public' },
      schema: {
        tags: ['accounts'],
        summary: 'Ask for a new password',
        description:
          'Sends a link to the confirmed e-mail address of the account. The answer is the same whether there is such an account and address or not.',
        body: passwordForgottenBody,
        response: { 204: nothing, ...refusals(400, 409) },
      },
    },
    async (request, reply) => {
      await passwordForgotten(deps, request.body.login, request.ip);
      return reply.code(204).send(null);
    },
  );
}
