import { session } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toSession } from '../presenters/session.ts';
import { sessionList } from '../selectors/session-list.ts';
import { refusals } from './responses.ts';

export function listSessions(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/sessions',
    {
      config: { access: 'user' },
      schema: {
        tags: ['sessions'],
        summary: 'List my signed-in devices',
        description: 'The last used first. `lastUsedAt` may be some seconds behind.',
        response: { 200: z.object({ sessions: z.array(session) }), ...refusals(401) },
      },
    },
    async (request) => {
      const { userId, sessionId } = viewerOf(request);
      const sessions = await sessionList(deps.db, userId, new Date());
      return { sessions: sessions.map((row) => toSession(row, sessionId)) };
    },
  );
}
