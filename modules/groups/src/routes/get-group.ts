import { group } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams, refusals } from './responses.ts';

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
        params: groupParams,
        response: { 200: group, ...refusals },
      },
    },
    async (request) => presentGroup(await groupGet(db, viewerOf(request).userId, request.params.id)),
  );
}
