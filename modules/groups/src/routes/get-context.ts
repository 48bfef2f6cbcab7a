import { contextDetails, contextParams } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentContextDetails } from '../presenters/context.ts';
import { contextGet, contextMembers } from '../selectors/context-get.ts';
import type { Reader } from '../tables/database.ts';
import { serviceRefusals } from './responses.ts';

export function getContextRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/contexts/:type/:id',
    {
      config: { access: 'userOrService', scope: 'contexts' },
      schema: {
        tags: ['contexts'],
        operationId: 'getContext',
        summary: 'The chat about a thing',
        description: 'For service keys, with its members; for users, if they are in it.',
        params: contextParams,
        response: { 200: contextDetails, ...serviceRefusals },
      },
    },
    async (request) => {
      const viewer = request.service ? null : viewerOf(request).userId;
      const view = await contextGet(db, viewer, request.params);
      return presentContextDetails(view, viewer === null ? await contextMembers(db, view.chatId) : null);
    },
  );
}
