import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import { scheduledSendNow } from '../services/scheduled-send-now.ts';

export function sendScheduledNow(app: HttpApp, context: ScheduledContext): void {
  app.post(
    '/api/scheduled/:id/send',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'Send it now',
        params: z.strictObject({ id: uuid }),
        response: { 204: z.null(), ...refusals(400, 401, 404, 409, 503) },
      },
    },
    async (request, reply) => {
      await scheduledSendNow(context, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
