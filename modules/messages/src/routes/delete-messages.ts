import { deleteBody, deleteQuery, messageParams, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { messageDelete } from '../services/message-delete.ts';
import { messageHide } from '../services/message-hide.ts';
import type { ActContext } from './act-context.ts';

const responses = { 204: z.null().meta({ description: 'Done.' }), ...refusals(400, 401, 403, 404, 429) };
const explained =
  'For everyone: my own, or any as an administrator of the group; nothing of them remains. For me: only I no longer see them. May be repeated.';

export function deleteMessages(app: HttpApp, context: ActContext): void {
  const act = async (actorId: string, chatId: string, seqs: number[], whom: 'everyone' | 'me') => {
    await context.actLimit.consume(actorId);
    await (whom === 'me' ? messageHide : messageDelete)(context, { chatId, seqs, actorId });
  };
  app.delete(
    '/api/chats/:id/messages/:seq',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Delete a message, for everyone or for me',
        description: explained,
        params: messageParams,
        querystring: deleteQuery,
        response: responses,
      },
    },
    async (request, reply) => {
      const { id, seq } = request.params;
      await act(viewerOf(request).userId, id, [seq], request.query.for);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/chats/:id/messages/delete',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Delete several messages, all or none',
        description: explained,
        params: z.strictObject({ id: uuid }),
        body: deleteBody,
        response: responses,
      },
    },
    async (request, reply) => {
      const { seqs, for: whom } = request.body;
      await act(viewerOf(request).userId, request.params.id, seqs, whom);
      return reply.code(204).send(null);
    },
  );
}
