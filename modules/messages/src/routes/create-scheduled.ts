import { scheduled, scheduledBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { presentScheduled } from '../presenters/scheduled.ts';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import { scheduledCreate } from '../services/scheduled-create.ts';

export function createScheduled(app: HttpApp, context: ScheduledContext & { marksLimit: RateLimit }): void {
  app.post(
    '/api/chats/:id/scheduled',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'Send a message later',
        description:
          'The server sends it at its time, once. What can not be sent then stays, with the reason. At most 100 in a chat.',
        params: z.strictObject({ id: uuid }),
        body: scheduledBody,
        response: { 201: scheduled, ...refusals(400, 401, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      const row = await scheduledCreate(context, userId, request.params.id, request.body);
      return reply.code(201).send(presentScheduled(row));
    },
  );
}
