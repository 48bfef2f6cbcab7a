import { foundGroup, handle } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentFound } from '../presenters/group.ts';
import { groupOfHandle } from '../selectors/group-list.ts';
import type { Reader } from '../tables/database.ts';
import { refusals } from './responses.ts';

export function findGroupRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/groups/by-handle/:handle',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'findGroup',
        summary: 'The group of a handle',
        description: 'A public one or one of mine; private groups of others answer like handles nobody has.',
        params: z.object({ handle }),
        response: { 200: foundGroup, 400: refusals[400], 401: refusals[401], 404: refusals[404] },
      },
    },
    async (request) => presentFound(await groupOfHandle(db, viewerOf(request).userId, request.params.handle)),
  );
}
