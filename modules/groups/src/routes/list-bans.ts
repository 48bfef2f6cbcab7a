import { banListQuery, banPage, limits } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentBan } from '../presenters/member.ts';
import { banList } from '../selectors/ban-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams, notAllowed, refusals } from './responses.ts';

export function listBansRoute(app: HttpApp, db: Reader, findUsers: FindUsers): void {
  app.get(
    '/api/groups/:id/bans',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'listBans',
        summary: 'Who may not come back to a group',
        description: 'For admins.',
        params: groupParams,
        querystring: banListQuery,
        response: { 200: banPage, ...refusals, ...notAllowed },
      },
    },
    async (request) => {
      const { cursor, limit = limits.pageSize.default } = request.query;
      const { userId } = viewerOf(request);
      const page = await banList(db, userId, request.params.id, { cursor, limit });
      const users = await findUsers(
        page.bans.flatMap((ban) => [ban.userId, ban.bannedBy]),
        userId,
      );
      return { bans: page.bans.map(presentBan), users, nextCursor: page.nextCursor };
    },
  );
}
