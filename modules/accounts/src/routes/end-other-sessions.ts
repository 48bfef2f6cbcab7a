import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { signOutOthers } from '../services/sign-out.ts';
import { refusals } from './responses.ts';

export function endOtherSessions(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/sessions',
    {
      config: { access: 'user' },
      schema: {
        tags: ['sessions'],
        summary: 'End all my sessions but this one',
        response: {
          200: z.object({ endedCount: z.number().int() }).meta({ example: { endedCount: 2 } }),
          ...refusals(401, 403),
        },
      },
    },
    async (request) => ({ endedCount: await signOutOthers(deps, viewerOf(request)) }),
  );
}
