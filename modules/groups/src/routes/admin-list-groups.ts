import { adminGroupsPage, adminGroupsQuery } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentForAdmins } from '../presenters/admin-group.ts';
import { adminGroupList } from '../selectors/admin-group-list.ts';
import type { Reader } from '../tables/database.ts';

export function adminListGroups(app: HttpApp, db: Reader): void {
  app.get(
    '/api/admin/groups',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'listAllGroups',
        summary: 'All groups, private and deleted ones too',
        description: 'Never what is said in them.',
        querystring: adminGroupsQuery,
        response: { 200: adminGroupsPage, ...refusals(400, 401, 403) },
      },
    },
    async (request) => {
      const { groups, nextCursor } = await adminGroupList(db, request.query);
      return { groups: groups.map(presentForAdmins), nextCursor };
    },
  );
}
