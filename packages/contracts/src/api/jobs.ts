import { z } from 'zod';
import { timestamp } from './common.ts';

const count = z.number().int().min(0);

/** A background task that has failed as often as it may. */
const deadJob = z
  .object({
    id: z.string(),
    name: z.string(),
    attempts: z.number().int(),
    lastError: z.string().meta({ description: 'Its first line, without addresses.' }),
    payload: z.record(z.string(), z.unknown()).meta({
      description: 'What it was asked to do: ids, numbers and flags; anything else is "…".',
    }),
    createdAt: timestamp,
    failedAt: timestamp,
  })
  .meta({ id: 'DeadJob' });
export type DeadJob = z.infer<typeof deadJob>;

const jobKind = z
  .object({
    name: z.string(),
    waiting: count.meta({ description: 'Their time has come.' }),
    later: count.meta({ description: 'For a later time, or for their next try.' }),
    running: count,
    dead: count,
    oldestDueAt: timestamp.nullable().meta({ description: 'Since when the first of `waiting` waits.' }),
  })
  .meta({ id: 'JobKind' });
export type JobKind = z.infer<typeof jobKind>;

const periodicJob = z
  .object({
    name: z.string(),
    cron: z.string().meta({ description: 'In UTC.' }),
    nextAt: timestamp.nullable(),
    lastAt: timestamp
      .nullable()
      .meta({ description: 'When it was last put into the queue; null: never yet.' }),
  })
  .meta({ id: 'PeriodicJob' });
export type PeriodicJob = z.infer<typeof periodicJob>;

export const deadJobList = z
  .object({
    jobs: z.array(deadJob).meta({ description: 'That failed for good, the latest first, at most 100.' }),
    kinds: z.array(jobKind).meta({ description: 'By name; such as nothing is known of have only zeros.' }),
    periodic: z.array(periodicJob).meta({ description: 'The next one first.' }),
  })
  .meta({
    example: {
      jobs: [
        {
          id: '42',
          name: 'deliver',
          attempts: 6,
          lastError: 'connection refused',
          payload: { ids: ['01930000-0000-7000-8000-000000000042'] },
          createdAt: '2026-11-21T09:30:00.000Z',
          failedAt: '2026-11-21T09:41:00.000Z',
        },
      ],
      kinds: [
        {
          name: 'deliver',
          waiting: 3,
          later: 1,
          running: 1,
          dead: 1,
          oldestDueAt: '2026-11-21T09:41:58.000Z',
        },
      ],
      periodic: [
        {
          name: 'purge-old',
          cron: '23 3 * * *',
          nextAt: '2026-11-22T03:23:00.000Z',
          lastAt: '2026-11-21T03:23:00.000Z',
        },
      ],
    },
  });
export type DeadJobList = z.infer<typeof deadJobList>;

export const jobParams = z.object({
  id: z.string().regex(/^[1-9]\d{0,17}$/, 'must be the id of a job'),
});
