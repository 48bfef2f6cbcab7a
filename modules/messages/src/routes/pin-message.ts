import { messageParams, pinState } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { messagePin } from '../services/message-pin.ts';
import type { ActContext } from './act-context.ts';

const response = { 200: pinState, ...refusals(400, 401, 403, 404, 409, 429) };

export function pinMessage(app: HttpApp, context: ActContext): void {
  const act = async (actorId: string, chatId: string, seq: number, isOn: boolean) => {
    await context.actLimit.consume(actorId);
    return { pins: await messagePin(context, { chatId, seq, actorId, isOn }) };
  };
  app.put(
    '/api/chats/:id/messages/:seq/pin',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Pin a message',
        description: "In groups, by the role that the group's settings ask for; in other chats by anyone.",
        params: messageParams,
        response,
      },
    },
    async (request) => act(viewerOf(request).userId, request.params.id, request.params.seq, true),
  );
  app.delete(
    '/api/chats/:id/messages/:seq/pin',
    {
      config: { access: 'user' },
      schema: { tags: ['messages'], summary: 'Take a pin off', params: messageParams, response },
    },
    async (request) => act(viewerOf(request).userId, request.params.id, request.params.seq, false),
  );
}
