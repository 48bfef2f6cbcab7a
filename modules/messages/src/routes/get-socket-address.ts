import { socketAddress, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { chatAccess } from '../selectors/chat-access.ts';
import type { Reader } from '../tables/database.ts';

export function getSocketAddress(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/chats/:id/socket',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'URL of the chat’s room socket',
        description: 'Connect with `?token=<access token>` added, or with the session cookie.',
        params: z.strictObject({ id: uuid }),
        response: { 200: socketAddress, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      await chatAccess(db, viewerOf(request).userId, request.params.id);
      const scheme = request.protocol === 'https' ? 'wss' : 'ws';
      return { url: `${scheme}://${request.host}/ws/chat/${request.params.id}/` };
    },
  );
}
