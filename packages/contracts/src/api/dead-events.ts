import { z } from 'zod';
import { timestamp, uuid } from './common.ts';

/** An event that a consumer refused as often as it may. What is in it is not shown: people's words may be. */
const deadEvent = z
  .object({
    consumer: z.string().meta({ description: 'Who refused it, e.g. `files.on-messages-sent`.' }),
    eventId: uuid,
    event: z.string(),
    error: z.string().meta({ description: 'Of the last try; its first line, without addresses.' }),
    attempts: z.number().int(),
    bytes: z.number().int(),
    failedAt: timestamp,
  })
  .meta({ id: 'DeadEvent' });
export type DeadEvent = z.infer<typeof deadEvent>;

export const deadEventList = z
  .object({
    waiting: z.number().int().meta({ description: 'Events of the module that are on their way.' }),
    oldestWaitingAt: timestamp.nullable(),
    dead: z.number().int().meta({ description: 'All there are; the list is shorter.' }),
    events: z.array(deadEvent).meta({ description: 'The latest first, at most 100.' }),
  })
  .meta({
    example: {
      waiting: 0,
      oldestWaitingAt: null,
      dead: 1,
      events: [
        {
          consumer: 'files.on-messages-sent',
          eventId: '01930000-0000-7000-8000-000000000077',
          event: 'messages.messages_sent.v1',
          error: 'division by zero',
          attempts: 6,
          bytes: 412,
          failedAt: '2026-11-21T09:41:00.000Z',
        },
      ],
    },
  });
export type DeadEventList = z.infer<typeof deadEventList>;

export const deadEventParams = z.object({
  consumer: z.string().regex(/^[a-z][a-z0-9.-]{0,99}$/, 'must be the name of a consumer'),
  eventId: uuid,
});

export const replayAnswer = z
  .object({
    outcome: z.enum(['taken', 'refused']).meta({ description: '`refused`: it is kept, with the new error.' }),
    error: z.string().nullable(),
  })
  .meta({ example: { outcome: 'taken', error: null } });
export type ReplayAnswer = z.infer<typeof replayAnswer>;
