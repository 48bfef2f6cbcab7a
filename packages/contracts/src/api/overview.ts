import { z } from 'zod';
import { timestamp } from './common.ts';

const count = z.number().int().min(0);
const example = { asOf: '2026-11-21T09:45:00.000Z' };
const asOf = timestamp.meta({ description: 'When it was counted: answers are kept for some seconds.' });

export const accountsOverview = z
  .object({
    asOf,
    users: count.meta({ description: 'With an account that is not deactivated.' }),
    seenToday: count.meta({ description: 'Of them seen in the last 24 hours.' }),
    sessions: count.meta({ description: 'Signed-in devices whose session is live.' }),
  })
  .meta({ id: 'AccountsOverview', example: { ...example, users: 1200, seenToday: 310, sessions: 1710 } });
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
  })
  .meta({
    id: 'MessagesOverview',
    example: {
      ...example,
      hours: [{ at: '2026-11-21T09:00:00.000Z', count: 420 }],
      days: [{ at: '2026-11-21T00:00:00.000Z', count: 2310 }],
      knownSince: '2026-10-22T00:00:00.000Z',
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
  })
  .meta({ id: 'FilesOverview', example: { ...example, files: 5120, bytes: 7_340_032_000 } });
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
  })
  .meta({
    id: 'NotificationsOverview',
    example: { ...example, outcomes: [{ step: 'push', code: 'delivered', count: 87 }] },
  });
export type NotificationsOverview = z.infer<typeof notificationsOverview>;
