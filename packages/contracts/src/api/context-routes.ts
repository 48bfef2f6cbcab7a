import { z } from 'zod';
import { username } from './accounts.ts';
import { chatState, memberRole } from './chat-head.ts';
import { cursor, pageLimit, plainText, timestamp, uuid } from './common.ts';
import { contextCard, contextCardBody } from './contexts.ts';

/** The kind of thing: `order`, `ticket`. No "-", so that `<type>-<id>` reads one way only. */
export const contextType = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,23}$/, 'may hold Latin letters, digits and "_"')
  .toLowerCase();
/** The thing's id in its own system; with its type it makes the chat's handle. */
export const contextId = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,39}$/, 'may hold Latin letters, digits, "_" and "-"')
  .toLowerCase();
export const contextParams = z.object({ type: contextType, id: contextId });

const contextMember = z
  .strictObject({
    userId: uuid.optional(),
    username: username.optional(),
    role: memberRole.default('member'),
  })
  .refine(({ userId, username: name }) => (userId === undefined) !== (name === undefined), {
    message: 'name a member by userId or by username',
  });

export const contextPutBody = z
  .strictObject({
    card: contextCardBody,
    state: chatState.optional().meta({ description: 'Left as it is when missing; a new chat is open.' }),
    members: z
      .array(contextMember)
      .max(1000)
      .optional()
      .meta({ description: 'Exactly these are in the chat afterwards; left as they are when missing.' }),
  })
  .meta({
    example: {
      card: { title: 'Order 123', status: 'Shipped', link: 'https://shop.example.org/orders/123' },
      state: 'open',
      members: [{ username: 'alice' }, { username: 'support', role: 'admin' }],
    },
  });

export const context = z
  .object({
    type: z.string(),
    id: z.string(),
    chatId: uuid,
    handle: z.string().meta({ description: 'Its name on the room socket.' }),
    state: chatState,
    card: contextCard,
    memberCount: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp.meta({ description: 'When its card or state last changed.' }),
  })
  .meta({
    id: 'Context',
    example: {
      type: 'order',
      id: '123',
      chatId: '0199f3a1-3e00-7a10-8b11-0a1b2c3d4e03',
      handle: 'order-123',
      state: 'open',
      card: { title: 'Order 123', status: 'Shipped', link: 'https://shop.example.org/orders/123' },
      memberCount: 2,
      createdAt: '2026-11-20T08:00:00.000Z',
      updatedAt: '2026-11-21T09:30:00.000Z',
    },
  });
export type Context = z.infer<typeof context>;

/** A context as its service sees it. */
export const contextDetails = context
  .extend({ members: z.array(z.object({ userId: uuid, role: memberRole })).nullable() })
  .meta({
    id: 'ContextDetails',
    description: '`members` is for service keys; users are told null and page through the chat’s members.',
    example: {
      type: 'order',
      id: '123',
      chatId: '0199f3a1-3e00-7a10-8b11-0a1b2c3d4e03',
      handle: 'order-123',
      state: 'open',
      card: { title: 'Order 123', status: 'Shipped' },
      memberCount: 1,
      createdAt: '2026-11-20T08:00:00.000Z',
      updatedAt: '2026-11-21T09:30:00.000Z',
      members: [{ userId: '0199f3a0-2d00-7a10-8b11-0a1b2c3d4e02', role: 'member' }],
    },
  });
export type ContextDetails = z.infer<typeof contextDetails>;

export const contextListQuery = z.strictObject({
  type: contextType.optional(),
  state: chatState.optional(),
  status: plainText(64, 1).optional().meta({ description: 'Exactly this status of the card.' }),
  search: plainText(100).optional().meta({ description: 'Part of the title or of the id.' }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const contextPage = z
  .object({ contexts: z.array(context), nextCursor: z.string().nullable() })
  .meta({ description: 'The latest change first.', example: { contexts: [], nextCursor: null } });
export type ContextPage = z.infer<typeof contextPage>;
