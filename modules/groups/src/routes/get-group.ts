import { group } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { groupRead } from '../selectors/group-cache.ts';
import type { GroupCache } from '../selectors/group-cache.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams, refusals } from './responses.ts';

export function getGroupRoute(app: HttpApp, db: Reader, groups: GroupCache): void {
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
    (request) => groupRead(db, groups, viewerOf(request).userId, request.params.id),
  );
}
