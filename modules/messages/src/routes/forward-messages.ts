import { forwardBody, forwardResult } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { messagesForward } from '../services/messages-forward.ts';
import type { ForwardContext } from '../services/messages-forward.ts';

export function forwardMessages(
  app: HttpApp,
  { sendLimit, ...context }: ForwardContext & { sendLimit: RateLimit },
): void {
  app.post(
    '/api/forwards',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Forward messages into other chats',
        description:
          'Each copy names who wrote the message first. A chat that refuses does not hinder the others: look at each result.',
        body: forwardBody,
        response: { 200: forwardResult, ...refusals(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { from, to } = request.body;
      await sendLimit.consume(userId, from.seqs.length * to.length);
      return { results: await messagesForward(context, userId, request.body) };
    },
  );
}
