import { refreshBody, tokenPair } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { sessionRefresh } from '../services/session-refresh.ts';
import { deviceOf, refusals } from './responses.ts';

export function refreshToken(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/token/refresh',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sessions'],
        summary: 'Get the next pair of tokens',
        description:
          'A refresh token works once. For 30 seconds it is accepted once more, in case the answer was lost; later, or a third time, it is taken for stolen and ends its session.',
        body: refreshBody.meta({ examples: [{ refresh: 'vB2n0mPRxk0X3f9rZr0xV8vJmO0c1g6bS5m2XH0aQwE' }] }),
        response: { 200: tokenPair, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { access, refresh } = await sessionRefresh(deps, request.body.refresh, deviceOf(request));
      return { access, refresh };
    },
  );
}
