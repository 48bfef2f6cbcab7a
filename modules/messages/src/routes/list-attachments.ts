import { attachmentListQuery, attachmentPage, limits, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { usersOfMessages } from '../presenters/message.ts';
import { sharedList } from '../selectors/shared-list.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';

export function listAttachments(app: HttpApp, { db, findUsers }: { db: Reader; findUsers: FindUsers }): void {
  app.get(
    '/api/chats/:id/attachments',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        operationId: 'listAttachments',
        summary: 'What was shared in a chat',
        description: 'Messages with pictures and films, other files, voice, or links, as I may see them.',
        params: z.strictObject({ id: uuid }),
        querystring: attachmentListQuery,
        response: { 200: attachmentPage, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { limit = limits.pageSize.default, ...query } = request.query;
      const { userId } = viewerOf(request);
      const page = await sharedList(db, userId, request.params.id, { ...query, limit });
      return { ...page, users: await findUsers(usersOfMessages(page.messages), userId) };
    },
  );
}
