import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { reminderCancel } from '../services/reminder-cancel.ts';
import type { ReminderContext } from '../services/reminder-context.ts';

export function deleteReminder(app: HttpApp, context: ReminderContext): void {
  app.delete(
    '/api/reminders/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['reminders'],
        summary: 'Do not remind me',
        params: z.strictObject({ id: uuid }),
        response: { 204: z.null(), ...refusals(400, 401, 404) },
      },
    },
    async (request, reply) => {
      await reminderCancel(context, viewerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
