import { message, messageParams } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { previewRemove } from '../services/preview-remove.ts';
import type { ActContext } from './act-context.ts';

export function removePreview(app: HttpApp, context: ActContext): void {
  app.delete(
    '/api/chats/:id/messages/:seq/preview',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: "Take a link's preview off a message of mine",
        params: messageParams,
        response: { 200: message, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { userId: actorId } = viewerOf(request);
      await context.actLimit.consume(actorId);
      return previewRemove(context, { chatId: request.params.id, seq: request.params.seq, actorId });
    },
  );
}
