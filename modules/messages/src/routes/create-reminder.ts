import { messageParams, reminder, reminderBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { presentReminder } from '../presenters/scheduled.ts';
import type { ReminderContext } from '../services/reminder-context.ts';
import { reminderCreate } from '../services/reminder-create.ts';

export function createReminder(app: HttpApp, context: ReminderContext & { marksLimit: RateLimit }): void {
  app.post(
    '/api/chats/:id/messages/:seq/reminders',
    {
      config: { access: 'user' },
      schema: {
        tags: ['reminders'],
        summary: 'Remind me of a message',
        description: 'It comes into my inbox. At most 100 wait at a time.',
        params: messageParams,
        body: reminderBody,
        response: { 201: reminder, ...refusals(400, 401, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      const { id: chatId, seq } = request.params;
      const row = await reminderCreate(context, userId, { chatId, seq }, new Date(request.body.at));
      return reply.code(201).send(presentReminder(row));
    },
  );
}
