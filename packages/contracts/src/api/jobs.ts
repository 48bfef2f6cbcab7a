import { z } from 'zod';
import { timestamp } from './common.ts';

/** A background task that has failed as often as it may. */
const deadJob = z.object({
  id: z.string(),
  name: z.string(),
  attempts: z.number().int(),
  lastError: z.string().meta({ description: 'Its first line.' }),
  createdAt: timestamp,
  failedAt: timestamp,
});

export const deadJobList = z
  .object({ jobs: z.array(deadJob).meta({ description: 'The latest first, at most 100.' }) })
  .meta({
    example: {
      jobs: [
        {
          id: '42',
          name: 'deliver',
          attempts: 6,
          lastError: 'connection refused',
          createdAt: '2026-11-21T09:30:00.000Z',
          failedAt: '2026-11-21T09:41:00.000Z',
        },
      ],
    },
  });
export type DeadJobList = z.infer<typeof deadJobList>;

export const jobParams = z.object({
  id: z.string().regex(/^[1-9]\d{0,17}$/, 'must be the id of a job'),
});
