import type { Job } from '@bridges/kit';
import { z } from 'zod';
import { deliveriesTell } from '../services/deliveries-tell.ts';
import type { TellContext } from '../services/deliveries-tell.ts';
import { deliverJob } from '../services/deliver-enqueue.ts';

const payload = z.object({ ids: z.array(z.uuid()) });

/** Tells what the ladder has decided to tell. A delivery that is done is not told again. */
export const deliver = (context: TellContext): Job => ({
  name: deliverJob,
  // Some four minutes, for what is wrong with a telling itself: outages are waited for without using these up.
  maxAttempts: 6,
  run: (job) => deliveriesTell(context, payload.parse(job).ids),
});
