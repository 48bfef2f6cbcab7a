import { scheduled, scheduledUpdateBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentScheduled } from '../presenters/scheduled.ts';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import { scheduledUpdate } from '../services/scheduled-update.ts';

export function updateScheduled(app: HttpApp, context: ScheduledContext): void {
  app.patch(
    '/api/scheduled/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['scheduled'],
        summary: 'Change the text or the time',
        description: 'A failed one waits again.',
        params: z.strictObject({ id: uuid }),
        body: scheduledUpdateBody,
        response: { 200: scheduled, ...refusals(400, 401, 404, 409) },
      },
    },
    async (request) =>
      presentScheduled(
        await scheduledUpdate(context, viewerOf(request).userId, request.params.id, request.body),
      ),
  );
}
