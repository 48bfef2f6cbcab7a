import { reminder, reminderBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { presentReminder } from '../presenters/scheduled.ts';
import type { ReminderContext } from '../services/reminder-context.ts';
import { reminderUpdate } from '../services/reminder-update.ts';

export function updateReminder(app: HttpApp, context: ReminderContext & { marksLimit: RateLimit }): void {
  app.patch(
    '/api/reminders/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['reminders'],
        summary: 'Remind me at another time',
        params: z.strictObject({ id: uuid }),
        body: reminderBody,
        response: { 200: reminder, ...refusals(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      const { params, body } = request;
      return presentReminder(await reminderUpdate(context, userId, params.id, new Date(body.at)));
    },
  );
}
