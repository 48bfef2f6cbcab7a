import { z } from 'zod';
import { limits } from '../protocol.ts';
import { examples } from './examples.ts';
import { singleLine, timestamp, uuid } from './common.ts';
import { groupInfo, memberRole } from './chat-head.ts';

/** The name of a group in URLs, e.g. `order-123`. */
export const handle = z
  .string()
  .min(limits.handle.min)
  .max(limits.handle.max)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/, 'may hold Latin letters, digits, "_" and "-"')
  // Sockets take an id or a handle in one place: a handle must never stand for a foreign chat's id.
  .refine((name) => !uuid.safeParse(name).success, { message: 'must not look like an id' })
  .toLowerCase();

export const group = z
  .object({
    chatId: uuid,
    title: z.string(),
    handle: z.string().nullable(),
    role: memberRole,
    createdAt: timestamp,
    ...groupInfo.shape,
  })
  .meta({
    id: 'Group',
    example: {
      chatId: '019aa1c2-7d3e-7a41-9c55-0f2d6b1e8a10',
      title: 'Order 123',
      handle: 'order-123',
      role: 'owner',
      createdAt: '2026-11-21T09:30:00.000Z',
      ...examples.groupInfo,
    },
  });
export type Group = z.infer<typeof group>;

export const groupCreateBody = z
  .strictObject({
    title: singleLine(limits.groupTitle, 1),
    handle: handle.optional(),
    isPublic: z.boolean().optional(),
    memberIds: z.array(uuid).max(1000).optional(),
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
  })
  .meta({
    example: { title: 'Order 123', handle: 'order-123', memberIds: ['019aa1c2-7d3e-7a41-9c55-0f2d6b1e8a11'] },
  });
export const membersAddBody = z
  .strictObject({ userIds: z.array(uuid).min(1).max(1000) })
  .meta({ example: { userIds: ['019aa1c2-7d3e-7a41-9c55-0f2d6b1e8a11'] } });
