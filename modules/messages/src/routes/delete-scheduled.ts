import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { scheduledCancel } from '../services/scheduled-cancel.ts';
import type { ScheduledContext } from '../services/scheduled-context.ts';

export function deleteScheduled(app: HttpApp, context: ScheduledContext): void {
  app.delete(
    '/api/scheduled/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'Cancel it',
        params: z.strictObject({ id: uuid }),
        response: { 204: z.null(), ...refusals(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      await scheduledCancel(context, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
