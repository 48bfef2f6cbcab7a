import { me, setupBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { setupComplete } from '../services/setup-complete.ts';
import { refusals } from './responses.ts';

export function completeSetup(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['setup'],
        summary: 'Make the first administrator',
        description: 'With the token of the set-up link that the server prints at start. It works once.',
        body: setupBody.meta({
          example: {
            token: 'vB2n0mPRxk0X3f9rZr0xV8vJmO0c1g6bS5m2XH0aQwE',
            username: 'root',
            password: 'correct horse battery',
          },
        }),
        response: { 201: me, ...refusals(400, 403, 409) },
      },
    },
    async (request, reply) => {
      const { token, ...registration } = request.body;
      const user = await setupComplete(deps, token, registration, request.ip);
      return reply.code(201).send(toMe(user));
    },
  );
}
