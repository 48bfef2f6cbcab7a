import { me } from '@bridges/contracts';
import { assertOwnOrigin, readCookie } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { toMe } from '../presenters/user.ts';
import { userGet } from '../selectors/user-get.ts';
import { sessionRefresh } from '../services/session-refresh.ts';
import { deviceOf, refusals } from './responses.ts';
import { clearSessionCookies, setSessionCookies } from './session-cookies.ts';

export function refreshSession(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/sessions/refresh',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sessions'],
        summary: 'Get the next pair of cookies',
        description: 'The refresh cookie is what counts here; the rules are those of `/api/token/refresh`.',
        response: { 200: me, ...refusals(401, 403) },
      },
    },
    async (request, reply) => {
      // The route is public because the access cookie may be gone, but a cookie is what identifies the caller.
      assertOwnOrigin(request, true);
      const token = readCookie(request, 'refresh');
      if (!token) throw errors.refresh_invalid();
      const renewed = await sessionRefresh(deps, token, deviceOf(request)).catch((error: unknown) => {
        if ((error as { code?: unknown }).code === 'accounts.refresh_invalid')
          clearSessionCookies(request, reply);
        throw error;
      });
      setSessionCookies(request, reply, renewed);
      return toMe(await userGet(deps.db, renewed.userId));
    },
  );
}
