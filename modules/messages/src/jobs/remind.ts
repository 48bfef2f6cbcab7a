import type { Job } from '@bridges/kit';
import { z } from 'zod';
import { remindJob } from '../services/reminder-context.ts';
import type { ReminderContext } from '../services/reminder-context.ts';
import { reminderFire } from '../services/reminder-fire.ts';

const payloadSchema = z.object({ id: z.uuid() });

export const remind = (context: ReminderContext): Job => ({
  name: remindJob,
  run: (payload) => reminderFire(context, payloadSchema.parse(payload).id),
});
