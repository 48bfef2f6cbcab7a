import { chat, directChatBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { chatGet } from '../selectors/chat-get.ts';
import { directChatStart } from '../services/direct-chat-start.ts';
import type { StartContext } from '../services/direct-chat-start.ts';
import type { Database } from '../tables/database.ts';

export function openDirectChat(app: HttpApp, context: StartContext & { db: Kysely<Database> }): void {
  app.post(
    '/api/chats/direct',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'Open my direct chat with a user',
        description:
          'There is one per pair of users: 201 when it is new, 200 when it was there. With myself: "Saved messages". Where nobody wrote yet, 403 when this person does not let me begin.',
        body: directChatBody,
        response: { 200: chat, 201: chat, ...refusals(400, 401, 403, 404, 503) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      const { chatId, isNew } = await directChatStart(context, userId, request.body.userId);
      return reply.code(isNew ? 201 : 200).send(await chatGet(context.db, userId, chatId));
    },
  );
}
