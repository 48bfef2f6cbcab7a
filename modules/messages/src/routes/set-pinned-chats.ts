import { pinnedChatsBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { chatMarkPinAll } from '../services/chat-mark-pin-all.ts';
import type { MarksContext } from '../services/chat-mark-write.ts';

export function setPinnedChats(app: HttpApp, context: MarksContext & { marksLimit: RateLimit }): void {
  app.put(
    '/api/me/pinned-chats',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'My pinned chats, in this order',
        body: pinnedChatsBody,
        response: { 204: z.null(), ...refusals(400, 401, 404, 429) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      await chatMarkPinAll(context, userId, request.body.chatIds);
      return reply.code(204).send(null);
    },
  );
}
