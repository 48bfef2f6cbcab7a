import { changesPage, changesQuery, limits, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { usersOfChats } from '../presenters/chat.ts';
import { usersOfMessages } from '../presenters/message.ts';
import { messageChanges } from '../selectors/message-changes.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';

export function listChanges(app: HttpApp, { db, findUsers }: { db: Reader; findUsers: FindUsers }): void {
  app.get(
    '/api/chats/:id/changes',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'What changed in a chat after a rev',
        description:
          'Edits, deletions, reactions, votes and the head: each changed message in its present state, in the order of rev.',
        params: z.strictObject({ id: uuid }),
        querystring: changesQuery,
        response: { 200: changesPage, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { after, limit = limits.pageSize.default } = request.query;
      const page = await messageChanges(db, userId, request.params.id, { after, limit });
      const ids = [...usersOfMessages([...page.messages, ...page.quoted]), ...usersOfChats([page.chat])];
      return { ...page, users: await findUsers(ids, userId) };
    },
  );
}
