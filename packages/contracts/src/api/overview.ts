import { z } from 'zod';
import { timestamp } from './common.ts';

const count = z.number().int().min(0);
const example = { asOf: '2026-11-21T09:45:00.000Z' };
const asOf = timestamp.meta({ description: 'When it was counted: answers are kept for some seconds.' });

const work = z
  .object({
    waiting: count.meta({ description: 'Background tasks that wait or run.' }),
    dead: count.meta({ description: 'Tasks that failed for good.' }),
    deadEvents: count.meta({ description: 'Events that nobody took.' }),
  })
  .meta({ id: 'WorkCounts', description: 'How its background work stands right now.' });
export type WorkCounts = z.infer<typeof work>;
const exampleWork = { work: { waiting: 2, dead: 0, deadEvents: 0 } };

export const groupsOverview = z
  .object({ asOf, groups: count, work })
  .meta({ id: 'GroupsOverview', example: { ...example, groups: 42, ...exampleWork } });
export type GroupsOverview = z.infer<typeof groupsOverview>;

export const accountsOverview = z
  .object({
    asOf,
    users: count.meta({ description: 'With an account that is not deactivated.' }),
    seenToday: count.meta({ description: 'Of them seen in the last 24 hours.' }),
    sessions: count.meta({ description: 'Signed-in devices whose session is live.' }),
    work,
  })
  .meta({
    id: 'AccountsOverview',
    example: { ...example, users: 1200, seenToday: 310, sessions: 1710, ...exampleWork },
  });
export type AccountsOverview = z.infer<typeof accountsOverview>;

export const gatewayOverview = z
  .object({
    asOf,
    online: count.nullable().meta({ description: 'People with an open socket; null: not known right now.' }),
  })
  .meta({ id: 'GatewayOverview', example: { ...example, online: 96 } });
export type GatewayOverview = z.infer<typeof gatewayOverview>;

const bucket = z.object({ at: timestamp.meta({ description: 'When it begins, UTC.' }), count });
export const messagesOverview = z
  .object({
    asOf,
    hours: z.array(bucket).meta({ description: 'The last 24, the one under way last.' }),
    days: z.array(bucket).meta({ description: 'The last 30 by UTC, today last.' }),
    knownSince: timestamp
      .nullable()
      .meta({ description: 'Days before were never counted; null: nothing is counted yet but these hours.' }),
    work,
  })
  .meta({
    id: 'MessagesOverview',
    example: {
      ...example,
      hours: [{ at: '2026-11-21T09:00:00.000Z', count: 420 }],
      days: [{ at: '2026-11-21T00:00:00.000Z', count: 2310 }],
      knownSince: '2026-10-22T00:00:00.000Z',
      ...exampleWork,
    },
  });
export type MessagesOverview = z.infer<typeof messagesOverview>;

export const filesOverview = z
  .object({
    asOf,
    files: count,
    bytes: count.meta({
      description: 'Of what people uploaded; smaller copies of pictures are not counted.',
    }),
    work,
  })
  .meta({ id: 'FilesOverview', example: { ...example, files: 5120, bytes: 7_340_032_000, ...exampleWork } });
export type FilesOverview = z.infer<typeof filesOverview>;

export const notificationsOverview = z
  .object({
    asOf,
    outcomes: z
      .array(
        z.object({
          step: z.enum(['app', 'push', 'telegram', 'email']),
          code: z.string().meta({ description: 'As in the trace of a message.' }),
          count,
        }),
      )
      .meta({ description: 'Decisions of the ladder in the last 24 hours.' }),
    work,
  })
  .meta({
    id: 'NotificationsOverview',
    example: { ...example, outcomes: [{ step: 'push', code: 'delivered', count: 87 }], ...exampleWork },
  });
export type NotificationsOverview = z.infer<typeof notificationsOverview>;
