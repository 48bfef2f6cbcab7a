import { reactionsSeenBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { reactionsSee } from '../services/reactions-see.ts';
import type { ActContext } from './act-context.ts';

export function seeReactions(app: HttpApp, context: ActContext): void {
  app.post(
    '/api/chats/:id/reactions/seen',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'I have seen the reactions to my messages',
        params: z.strictObject({ id: uuid }),
        body: reactionsSeenBody,
        response: { 204: z.null().meta({ description: 'Done.' }), ...refusals(400, 401, 404) },
      },
    },
    async (request, reply) => {
      await reactionsSee(context, viewerOf(request).userId, request.params.id, request.body.seqs);
      return reply.code(204).send(null);
    },
  );
}
