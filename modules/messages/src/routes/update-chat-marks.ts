import { chatMarks, marksBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { chatMarkSet } from '../services/chat-mark-set.ts';
import type { MarksContext } from '../services/chat-mark-write.ts';

export function updateChatMarks(app: HttpApp, context: MarksContext & { marksLimit: RateLimit }): void {
  app.patch(
    '/api/chats/:id/marks',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Mute, archive, pin, file or mark a chat',
        description: 'For me alone, on all my devices. What is absent stays as it is.',
        params: z.strictObject({ id: uuid }),
        body: marksBody,
        response: { 200: chatMarks, ...refusals(400, 401, 404, 409, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      return chatMarkSet(context, userId, request.params.id, request.body);
    },
  );
}
