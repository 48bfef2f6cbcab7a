import { z } from 'zod';
import { limits } from '../protocol.ts';
import { publicUser } from './accounts.ts';
import { examples } from './examples.ts';
import { cursor, pageLimit, plainText, singleLine, timestamp, uuid } from './common.ts';
import { groupInfo, groupSettings, memberRole } from './chat-head.ts';
import { groupPreview } from './invitations.ts';

/** The name of a group in URLs, e.g. `order-123`. */
export const handle = z
  .string()
  .min(limits.handle.min)
  .max(limits.handle.max)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/, 'may hold Latin letters, digits, "_" and "-"')
  // Sockets take an id or a handle in one place: a handle must never stand for a foreign chat's id.
  .refine((name) => !uuid.safeParse(name).success, { message: 'must not look like an id' })
  .toLowerCase();

/** What somebody may do in a group, by her role and the group's settings. */
export const groupRights = z.object({
  post: z.boolean(),
  add: z.boolean().meta({ description: 'Add and invite people.' }),
  pin: z.boolean(),
  info: z.boolean().meta({ description: 'Change title, description and picture.' }),
  moderate: z.boolean().meta({ description: 'Remove and ban, answer requests to join, set slow mode.' }),
  own: z.boolean().meta({ description: 'Roles, handle, settings, handing over, deleting.' }),
});
export type GroupRights = z.infer<typeof groupRights>;

const exampleGroup = {
  chatId: examples.chat.id,
  title: 'Order 123',
  handle: 'order-123',
  role: 'owner',
  createdAt: '2026-11-21T09:30:00.000Z',
  can: { post: true, add: true, pin: true, info: true, moderate: true, own: true },
  ...examples.groupInfo,
} as const;

export const group = z
  .object({
    chatId: uuid,
    title: z.string(),
    handle: z.string().nullable(),
    role: memberRole,
    can: groupRights.meta({ description: 'What I may do in it.' }),
    createdAt: timestamp,
    ...groupInfo.shape,
  })
  .meta({ id: 'Group', example: exampleGroup });
export type Group = z.infer<typeof group>;

/** Somebody who was not added: she does not let this person add her, or she is banned. */
export const refusedMember = z.object({ userId: uuid, reason: z.enum(['privacy', 'banned']) });

/** A group after people were added to it. */
export const groupWithRefused = group
  .extend({ refused: z.array(refusedMember).meta({ description: 'Who could not be added.' }) })
  .meta({
    id: 'GroupWithRefused',
    example: { ...exampleGroup, refused: [{ userId: examples.userId, reason: 'privacy' }] },
  });
export type GroupWithRefused = z.infer<typeof groupWithRefused>;

const description = plainText(limits.groupDescription);
const settings = groupSettings.partial().shape;

export const groupCreateBody = z
  .strictObject({
    title: singleLine(limits.groupTitle, 1),
    description: description.optional(),
    pictureFileId: uuid.optional(),
    handle: handle.optional(),
    ...settings,
    memberIds: z.array(uuid).max(1000).optional(),
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
  })
  .meta({ example: { title: 'Order 123', handle: 'order-123', memberIds: [examples.userId] } });

/** What is left out stays as it is. */
export const groupUpdateBody = z
  .strictObject({
    title: singleLine(limits.groupTitle, 1).optional(),
    description: description.optional(),
    pictureFileId: uuid.nullable().optional(),
    handle: handle.nullable().optional(),
    ...settings,
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'must hold something to change',
  })
  .meta({ example: { description: 'All about order 123', slowModeSeconds: 30 } });
export type GroupUpdateBody = z.infer<typeof groupUpdateBody>;

export const membersAddBody = z
  .strictObject({ userIds: z.array(uuid).min(1).max(1000) })
  .meta({ example: { userIds: [examples.userId] } });
export const memberRoleBody = z.strictObject({ role: memberRole }).meta({ example: { role: 'admin' } });
export const groupOwnerBody = z.strictObject({ userId: uuid }).meta({ example: { userId: examples.userId } });
export const groupJoinBody = z.strictObject({ handle }).meta({ example: { handle: 'order-123' } });

export const groupListQuery = z.strictObject({
  search: plainText(100).optional().meta({
    description:
      'Words or parts of words of the title or handle, in either alphabet and keyboard layout; all must be there. My groups come first, then those that fit best; near misses where hardly any is found.',
  }),
  scope: z
    .enum(['all', 'mine', 'public'])
    .optional()
    .meta({ description: '`all` (default): public ones and mine.' }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});

/** A group as search shows it: a public one, or one of mine. */
export const foundGroup = groupPreview
  .extend({
    chatId: uuid,
    handle: z.string().nullable(),
    isPublic: z.boolean(),
    joinRule: groupSettings.shape.joinRule,
    role: memberRole.nullable().meta({ description: 'Mine; null when I am not in it.' }),
  })
  .meta({
    id: 'FoundGroup',
    example: {
      chatId: examples.chat.id,
      title: 'Chess',
      description: 'Every evening',
      pictureFileId: null,
      memberCount: 42,
      handle: 'chess',
      isPublic: true,
      joinRule: 'open',
      role: null,
    },
  });
export type FoundGroup = z.infer<typeof foundGroup>;
export const groupPage = z
  .object({ groups: z.array(foundGroup), nextCursor: z.string().nullable() })
  .meta({ description: 'In the order of their titles.', example: { groups: [], nextCursor: null } });
export type GroupPage = z.infer<typeof groupPage>;

export const memberListQuery = z.strictObject({
  search: plainText(100).optional().meta({ description: 'Part of a name or username.' }),
  role: memberRole.optional(),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const groupMember = z.object({ userId: uuid, role: memberRole, joinedAt: timestamp });
export type GroupMember = z.infer<typeof groupMember>;
export const groupMemberPage = z
  .object({
    members: z
      .array(groupMember)
      .meta({ description: 'Owners, admins, then members, each the longest-standing first.' }),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({
    example: {
      members: [{ userId: examples.userId, role: 'owner', joinedAt: '2026-11-21T09:30:00.000Z' }],
      users: [examples.bob],
      nextCursor: null,
    },
  });
export type GroupMemberPage = z.infer<typeof groupMemberPage>;

export const bannedUser = z.object({ userId: uuid, bannedBy: uuid, bannedAt: timestamp });
export const banListQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const banPage = z
  .object({
    bans: z.array(bannedUser).meta({ description: 'The latest first.' }),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: { bans: [], users: [], nextCursor: null } });
export type BanPage = z.infer<typeof banPage>;
