import type { Job } from '@bridges/kit';
import { z } from 'zod';
import { sendScheduledJob } from '../services/scheduled-context.ts';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import { scheduledSend } from '../services/scheduled-send.ts';

const payloadSchema = z.object({ id: z.uuid() });

export const sendScheduled = (context: ScheduledContext): Job => ({
  name: sendScheduledJob,
  run: (payload) => scheduledSend(context, payloadSchema.parse(payload).id),
});
