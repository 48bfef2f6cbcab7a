import { uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { signOut } from '../services/sign-out.ts';
import { nothing, refusals } from './responses.ts';
import { clearSessionCookies } from './session-cookies.ts';

export function endSession(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/sessions/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['sessions'],
        summary: 'Sign out, or end another of my sessions',
        description:
          '`current` is the session of this request. Once answered, the ended session can do nothing more.',
        params: z.strictObject({ id: z.union([uuid, z.literal('current')]) }),
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const id = request.params.id === 'current' ? viewer.sessionId : request.params.id;
      await signOut(deps, viewer, id);
      if (id === viewer.sessionId) clearSessionCookies(request, reply);
      return reply.code(204).send(null);
    },
  );
}
