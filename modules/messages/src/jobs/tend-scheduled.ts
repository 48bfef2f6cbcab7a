import type { Job } from '@bridges/kit';
import type { ScheduledContext } from '../services/scheduled-context.ts';
import { scheduledTend } from '../services/scheduled-tend.ts';

export const tendScheduled = (context: ScheduledContext): Job => ({
  name: 'tend-scheduled',
  cron: '23 */6 * * *',
  run: () => scheduledTend(context),
});
