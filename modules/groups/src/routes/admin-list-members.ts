import { adminMembers as adminMembersBody, adminMembersQuery } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { adminMembers } from '../selectors/admin-group.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams } from './responses.ts';

export function adminListMembers(app: HttpApp, db: Reader, findUsers: FindUsers): void {
  app.get(
    '/api/admin/groups/:id/members',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'listMembersForAdmins',
        summary: 'Some members of a group, to find one who can own it',
        params: groupParams,
        querystring: adminMembersQuery,
        response: { 200: adminMembersBody, ...refusals(400, 401, 403) },
      },
    },
    async (request) => {
      const members = await adminMembers(db, request.params.id, request.query);
      return { members, users: await findUsers(members.map(({ userId }) => userId)) };
    },
  );
}
