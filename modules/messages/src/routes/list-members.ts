import { chatMembers, limits, pageQuery, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { memberList } from '../selectors/member-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';

export function listMembers(app: HttpApp, { db, findUsers }: { db: Reader; findUsers: FindUsers }): void {
  app.get(
    '/api/chats/:id/members',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'Who is in a chat',
        params: z.strictObject({ id: uuid }),
        querystring: pageQuery,
        response: { 200: chatMembers, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { cursor, limit = limits.pageSize.default } = request.query;
      const { userId } = viewerOf(request);
      const page = await memberList(db, userId, request.params.id, { cursor, limit });
      return {
        ...page,
        users: await findUsers(
          page.members.map((member) => member.userId),
          userId,
        ),
      };
    },
  );
}
