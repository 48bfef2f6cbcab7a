import { emailConfirmBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { emailConfirm } from '../services/email-confirm.ts';
import { nothing, refusals } from './responses.ts';

export function confirmEmail(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/email/confirm',
    {
      config: { access: 'public' },
      schema: {
        tags: ['accounts'],
        summary: 'Confirm an e-mail address',
        description: 'With the token of the link in the letter; it works once, for 24 hours.',
        body: emailConfirmBody,
        response: { 204: nothing, ...refusals(400, 403, 409) },
      },
    },
    async (request, reply) => {
      await emailConfirm(deps, request.body.token, request.ip);
      return reply.code(204).send(null);
    },
  );
}
