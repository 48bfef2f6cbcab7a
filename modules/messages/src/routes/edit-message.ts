import { editBody, message, messageParams } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { messageEdit } from '../services/message-edit.ts';
import type { ActContext } from './act-context.ts';

export function editMessage(app: HttpApp, context: ActContext): void {
  app.patch(
    '/api/chats/:id/messages/:seq',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Edit a message of mine',
        description: 'Its text, or the caption of its files. What it said before is kept for its readers.',
        params: messageParams,
        body: editBody,
        response: { 200: message, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.actLimit.consume(userId);
      const { id: chatId, seq } = request.params;
      return messageEdit(context, { chatId, seq, actorId: userId, text: request.body.text });
    },
  );
}
