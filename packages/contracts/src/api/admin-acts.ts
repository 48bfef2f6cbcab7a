import { z } from 'zod';
import { cursor, pageLimit, plainText, singleLine, timestamp, uuid } from './common.ts';

/** What administrators do. A newer server may name others. */
export const adminActNames = [
  'job_retried',
  'job_dropped',
  'event_replayed',
  'event_refused_again',
  'event_dropped',
  'user_deactivated',
  'user_reactivated',
  'admin_given',
  'admin_taken',
  'user_sessions_ended',
  'password_letter_sent',
  'password_link_made',
  'email_confirmed',
  'service_key_created',
  'service_key_revoked',
  'group_deleted',
  'group_owner_set',
  'search_rebuilt',
] as const;
export type AdminActName = (typeof adminActNames)[number];

/** Why an administrator does something; kept with the act, for other administrators. */
export const adminReason = singleLine(500);
/** Acts that take something away say why. */
export const adminReasonBody = z
  .strictObject({ reason: singleLine(500, 1) })
  .meta({ example: { reason: 'Left the company' } });

/** What an administrator has done. */
const adminAct = z
  .object({
    id: z.string().meta({ description: 'Unique among the acts of one module.' }),
    actedAt: timestamp,
    adminId: uuid,
    act: z.string().meta({ description: `One of ${adminActNames.map((name) => `\`${name}\``).join(', ')}.` }),
    object: z
      .string()
      .meta({ description: 'A username, the title of a group, the name of a job or consumer.' }),
    objectId: z.string(),
    reason: z.string().meta({ description: 'As the administrator gave it; empty: none.' }),
  })
  .meta({ id: 'AdminAct' });
export type AdminAct = z.infer<typeof adminAct>;

export const adminActQuery = z.strictObject({
  adminId: uuid.optional().meta({ description: 'Who acted.' }),
  act: z.enum(adminActNames).optional(),
  objectId: plainText(200, 1).optional().meta({ description: 'What it was done to, e.g. the id of a user.' }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});

export const adminActList = z
  .object({
    acts: z.array(adminAct).meta({ description: 'The latest first.' }),
    nextCursor: z.string().nullable(),
  })
  .meta({
    example: {
      acts: [
        {
          id: '7',
          actedAt: '2026-11-21T09:45:00.000Z',
          adminId: '01930000-0000-7000-8000-000000000001',
          act: 'user_deactivated',
          object: 'boris',
          objectId: '01930000-0000-7000-8000-000000000042',
          reason: 'Left the company',
        },
      ],
      nextCursor: null,
    },
  });
export type AdminActList = z.infer<typeof adminActList>;
