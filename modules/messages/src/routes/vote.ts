import { message, messageParams, voteBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { pollVote } from '../services/poll-vote.ts';
import type { ActContext } from './act-context.ts';

export function vote(app: HttpApp, context: ActContext): void {
  app.put(
    '/api/chats/:id/messages/:seq/votes',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'My vote in a poll',
        description: 'Replaces the one before; without a choice it is taken back.',
        params: messageParams,
        body: voteBody,
        response: { 200: message, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      const { userId: actorId } = viewerOf(request);
      await context.actLimit.consume(actorId);
      const { id: chatId, seq } = request.params;
      return pollVote(context, { chatId, seq, actorId, choices: request.body.choices });
    },
  );
}
