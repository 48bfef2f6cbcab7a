import { contextListQuery, contextPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentContext } from '../presenters/context.ts';
import { contextList } from '../selectors/context-list.ts';
import type { Reader } from '../tables/database.ts';
import { serviceRefusals } from './responses.ts';

export function listContextsRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/contexts',
    {
      config: { access: 'userOrService', scope: 'contexts' },
      schema: {
        tags: ['contexts'],
        operationId: 'listContexts',
        summary: 'Chats about things',
        description: 'For service keys, all; for users, those they are in. The latest change first.',
        querystring: contextListQuery,
        response: {
          200: contextPage,
          400: serviceRefusals[400],
          401: serviceRefusals[401],
          403: serviceRefusals[403],
        },
      },
    },
    async (request) => {
      const viewer = request.service ? null : viewerOf(request).userId;
      const { rows, nextCursor } = await contextList(db, viewer, request.query);
      return { contexts: rows.map(presentContext), nextCursor };
    },
  );
}
