import { group, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import type { Reader } from '../tables/database.ts';
import { refusals } from './responses.ts';

export function getGroupRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/groups/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'getGroup',
        summary: 'A group of mine',
        description: 'For its members only; everybody else gets the answer of a group that does not exist.',
        params: z.object({ id: uuid }),
        response: { 200: group, ...refusals },
      },
    },
    async (request) => presentGroup(await groupGet(db, viewerOf(request).userId, request.params.id)),
  );
}
