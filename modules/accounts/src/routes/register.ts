import { me, registerBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { userRegister } from '../services/user-register.ts';
import { refusals } from './responses.ts';

export function register(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/register',
    {
      config: { access: 'public' },
      schema: {
        tags: ['accounts'],
        summary: 'Make an account',
        description:
          'Signs nobody in: ask `/api/token` (programs) or `/api/sessions` (the web) next. An e-mail address that is in use already is accepted, so that nobody can find out whose it is.',
        body: registerBody.meta({
          example: {
            username: 'alice',
            password: 'correct horse battery',
            email: 'alice@example.org',
            displayName: 'Alice',
          },
        }),
        response: { 201: me, ...refusals(400, 409) },
      },
    },
    async (request, reply) => {
      const user = await userRegister(deps, request.body, request.ip);
      return reply.code(201).send(toMe(user));
    },
  );
}
