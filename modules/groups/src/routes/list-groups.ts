import { groupListQuery, groupPage, limits } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentFound } from '../presenters/group.ts';
import { groupList } from '../selectors/group-list.ts';
import type { Reader } from '../tables/database.ts';
import { refusals } from './responses.ts';

export function listGroupsRoute(app: HttpApp, db: Reader): void {
  app.get(
    '/api/groups',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'listGroups',
        summary: 'Find groups',
        description: 'Public groups and mine. Private groups of others are found by nobody.',
        querystring: groupListQuery,
        response: { 200: groupPage, 400: refusals[400], 401: refusals[401] },
      },
    },
    async (request) => {
      const { limit = limits.pageSize.default, ...query } = request.query;
      const page = await groupList(db, viewerOf(request).userId, { ...query, limit });
      return { groups: page.groups.map(presentFound), nextCursor: page.nextCursor };
    },
  );
}
