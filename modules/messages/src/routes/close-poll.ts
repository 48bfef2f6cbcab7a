import { message, messageParams } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { pollClose } from '../services/poll-close.ts';
import type { ActContext } from './act-context.ts';

export function closePoll(app: HttpApp, context: ActContext): void {
  app.post(
    '/api/chats/:id/messages/:seq/poll/close',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'End a poll of mine',
        params: messageParams,
        response: { 200: message, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { userId: actorId } = viewerOf(request);
      await context.actLimit.consume(actorId);
      return pollClose(context, { chatId: request.params.id, seq: request.params.seq, actorId });
    },
  );
}
