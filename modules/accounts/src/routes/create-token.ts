import { credentialsBody, tokenPair } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { signIn } from '../services/sign-in.ts';
import { deviceOf, refusals } from './responses.ts';

export function createToken(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/token',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sessions'],
        summary: 'Sign in as a program',
        description:
          'Starts a session. `access` lives for 10 minutes and goes into `Authorization: Bearer …`; `refresh` gets the next pair, once.',
        body: credentialsBody.meta({ examples: [{ username: 'alice', password: 'correct horse battery' }] }),
        response: { 200: tokenPair, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { username: login, password } = request.body;
      const { access, refresh } = await signIn(deps, { login, password }, deviceOf(request));
      return { access, refresh };
    },
  );
}
