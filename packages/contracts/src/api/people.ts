import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, plainText, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';

const at = '2026-11-21T09:30:00.000Z';
const standing = {
  userId: examples.userId,
  state: 'contact',
  since: at,
  isBlocked: false,
} as const;

/** Who may do something with regard to me. */
export const audience = z.enum(['everyone', 'contacts', 'nobody']);
export type Audience = z.infer<typeof audience>;

export const privacy = z
  .object({
    whoCanWrite: audience.meta({ description: 'Begin a chat with me. Chats that we have go on.' }),
    whoCanSeeLastSeen: audience.meta({ description: 'When I am here, and when I was last.' }),
    whoCanAddToGroups: audience.meta({ description: 'Without asking me; others can still invite me.' }),
    whoCanFindMe: audience.meta({ description: 'In the directory and its search.' }),
  })
  .meta({
    id: 'Privacy',
    example: {
      whoCanWrite: 'everyone',
      whoCanSeeLastSeen: 'contacts',
      whoCanAddToGroups: 'contacts',
      whoCanFindMe: 'everyone',
    },
  });
export type Privacy = z.infer<typeof privacy>;
export const privacyBody = z
  .strictObject(privacy.partial().shape)
  .meta({ example: { whoCanSeeLastSeen: 'contacts' } });

/** `sent`: I asked and wait; `received`: I may accept. */
export const relationState = z.enum(['none', 'sent', 'received', 'contact']);
export type RelationState = z.infer<typeof relationState>;

/** How I stand to somebody. Whether I am blocked is never told. */
export const relation = z
  .object({
    userId: uuid,
    state: relationState,
    since: timestamp.nullable().meta({ description: 'Of the state; null for "none".' }),
    isBlocked: z.boolean().meta({ description: 'By me.' }),
  })
  .meta({ id: 'Relation', example: standing });
export type Relation = z.infer<typeof relation>;

export const personBody = z.strictObject({ userId: uuid }).meta({ example: { userId: examples.userId } });

export const contactListQuery = z.strictObject({
  search: plainText(100).optional(),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const contactPage = z
  .object({
    contacts: z.array(z.object({ user: publicUser, since: timestamp })),
    nextCursor: z.string().nullable(),
    incomingCount: z.number().int().min(0).meta({ description: 'Requests that wait for my answer.' }),
  })
  .meta({
    id: 'ContactPage',
    example: { contacts: [{ user: examples.bob, since: at }], nextCursor: null, incomingCount: 1 },
  });
export type ContactPage = z.infer<typeof contactPage>;

export const contactRequestDirection = z.enum(['in', 'out']);
export const contactRequestListQuery = z.strictObject({
  direction: contactRequestDirection,
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const contactRequestPage = z
  .object({
    requests: z.array(z.object({ user: publicUser, createdAt: timestamp })),
    nextCursor: z.string().nullable(),
    incomingCount: z.number().int().min(0),
  })
  .meta({
    id: 'ContactRequestPage',
    example: { requests: [{ user: examples.bob, createdAt: at }], nextCursor: null, incomingCount: 1 },
  });
export type ContactRequestPage = z.infer<typeof contactRequestPage>;

export const blockListQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const blockPage = z
  .object({
    blocks: z.array(z.object({ user: publicUser, since: timestamp })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'BlockPage', example: { blocks: [{ user: examples.bob, since: at }], nextCursor: null } });
export type BlockPage = z.infer<typeof blockPage>;
