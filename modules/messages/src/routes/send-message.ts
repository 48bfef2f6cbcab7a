import { message, sendBody, uuid } from '@bridges/contracts';
import { clientIdOf, refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { presentStored } from '../presenters/live.ts';
import type { AppendQueue } from '../services/append-queue.ts';
import { contentCompose } from '../services/content-compose.ts';
import type { DescribeFiles } from '../services/content-compose.ts';

export interface SendContext {
  appendQueue: Pick<AppendQueue, 'append'>;
  files: DescribeFiles;
  sendLimit: RateLimit;
}

export function sendMessage(app: HttpApp, { appendQueue, files, sendLimit }: SendContext): void {
  app.post(
    '/api/chats/:id/messages',
    {
      config: { access: 'user' },
      schema: {
        tags: ['messages'],
        summary: 'Post a message',
        description:
          'Answered after the message is stored for good: 201, or 200 when the same clientId had been stored before. The same clientId with something else is refused; instead of it the header Idempotency-Key can name the request. Files are attached by the ids of finished uploads of mine.',
        params: z.strictObject({ id: uuid }),
        body: sendBody,
        response: { 200: message, 201: message, ...refusals(400, 401, 403, 404, 409, 429, 503) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await sendLimit.consume(userId);
      const { text, clientId = clientIdOf(request), endsDraft = false, ...extras } = request.body;
      const composed = await contentCompose(files, userId, extras);
      const outcome = await appendQueue.append({
        chatId: request.params.id,
        senderId: userId,
        clientId,
        text,
        kind: 'text',
        endsDraft,
        ...composed,
      });
      if (outcome.error) throw outcome.error;
      return reply.code(outcome.isRepeat ? 200 : 201).send(presentStored(outcome.message));
    },
  );
}
