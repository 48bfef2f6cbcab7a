import { emoji, message, messageParams } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { z } from 'zod';
import { messageReact } from '../services/message-react.ts';
import type { ActContext } from './act-context.ts';

const params = messageParams.extend({ emoji });
const response = { 200: message, ...refusals(400, 401, 403, 404, 409, 429) };

export function reactToMessage(app: HttpApp, context: ActContext): void {
  const act = async (actorId: string, { id, seq, emoji }: z.output<typeof params>, isOn: boolean) => {
    await context.actLimit.consume(actorId);
    return messageReact(context, { chatId: id, seq, actorId, emoji, isOn });
  };
  app.put(
    '/api/chats/:id/messages/:seq/reactions/:emoji',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'React to a message',
        description: 'With one emoji of Unicode. A message takes 20 kinds, and 3 of one person.',
        params,
        response,
      },
    },
    async (request) => act(viewerOf(request).userId, request.params, true),
  );
  app.delete(
    '/api/chats/:id/messages/:seq/reactions/:emoji',
    {
      config: { access: 'user' },
      schema: { tags: ['messages'], summary: 'Take a reaction back', params, response },
    },
    async (request) => act(viewerOf(request).userId, request.params, false),
  );
}
