import { chat, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { chatGet } from '../selectors/chat-get.ts';
import type { Reader } from '../tables/database.ts';

export function getChat(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/chats/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'One of my chats',
        params: z.strictObject({ id: uuid }),
        response: { 200: chat, ...refusals(400, 401, 404) },
      },
    },
    async (request) => chatGet(db, viewerOf(request).userId, request.params.id),
  );
}
