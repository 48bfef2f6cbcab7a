import { credentialsBody, me } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { signIn as startSession } from '../services/sign-in.ts';
import { deviceOf, refusals } from './responses.ts';
import { setSessionCookies } from './session-cookies.ts';

export function signIn(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/sessions',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sessions'],
        summary: 'Sign in on the web',
        description: 'Starts a session and sets its two cookies, which no script can read.',
        body: credentialsBody.meta({
          examples: [{ username: 'alice@example.org', password: 'correct horse battery' }],
        }),
        response: { 201: me, ...refusals(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { username: login, password } = request.body;
      const signedIn = await startSession(deps, { login, password }, deviceOf(request));
      setSessionCookies(request, reply, signedIn);
      return reply.code(201).send(toMe(signedIn.user));
    },
  );
}
