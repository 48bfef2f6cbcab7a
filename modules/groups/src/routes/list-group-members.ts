import { groupMemberPage, limits, memberListQuery } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentMember } from '../presenters/member.ts';
import type { MemberPages } from '../selectors/member-page-cache.ts';
import { memberList } from '../selectors/member-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams, refusals } from './responses.ts';

export function listGroupMembersRoute(
  app: HttpApp,
  db: Reader,
  pages: MemberPages,
  findUsers: FindUsers,
): void {
  app.get(
    '/api/groups/:id/members',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'listGroupMembers',
        summary: 'Who is in a group',
        description:
          'For members. Owners and admins come first; `search` takes parts of names and usernames.',
        params: groupParams,
        querystring: memberListQuery,
        response: { 200: groupMemberPage, ...refusals },
      },
    },
    async (request) => {
      const { limit = limits.pageSize.default, ...query } = request.query;
      const { userId } = viewerOf(request);
      const page = await memberList(db, pages, userId, request.params.id, { ...query, limit });
      const users = await findUsers(
        page.members.map((member) => member.userId),
        userId,
      );
      return { members: page.members.map(presentMember), users, nextCursor: page.nextCursor };
    },
  );
}
