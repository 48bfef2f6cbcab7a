import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { adminReason } from './admin-acts.ts';
import { groupSettings, memberRole } from './chat-head.ts';
import { cursor, pageLimit, plainText, singleLine, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';

const example = {
  chatId: examples.chat.id,
  title: 'Order 123',
  handle: 'order-123',
  isPublic: true,
  pictureFileId: null,
  memberCount: 3,
  createdAt: '2026-11-20T08:00:00.000Z',
  deletedAt: null,
};

/** A group as administrators see it: never what is said in it. */
export const adminGroup = z
  .object({
    chatId: uuid,
    title: z.string().meta({ description: 'Empty once it is deleted.' }),
    handle: z.string().nullable(),
    isPublic: z.boolean(),
    pictureFileId: uuid.nullable(),
    memberCount: z.number().int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'AdminGroup', example });
export type AdminGroup = z.infer<typeof adminGroup>;

export const adminGroupSort = z.enum(['title', '-title', 'created', '-created']);
export type AdminGroupSort = z.infer<typeof adminGroupSort>;

export const adminGroupsQuery = z.strictObject({
  search: plainText(100).optional().meta({
    description: 'Words or parts of words of the title or handle; all must be there.',
  }),
  kind: z.enum(['public', 'private']).optional(),
  state: z.enum(['active', 'deleted']).optional().meta({ description: 'Default: `active`.' }),
  memberId: uuid.optional().meta({ description: 'Groups of this user alone.' }),
  sort: adminGroupSort.optional().meta({ description: 'Default: `title`.' }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const adminGroupsPage = z
  .object({ groups: z.array(adminGroup), nextCursor: z.string().nullable() })
  .meta({ example: { groups: [example], nextCursor: null } });
export type AdminGroupsPage = z.infer<typeof adminGroupsPage>;

const { isPublic: _, ...settings } = groupSettings.shape;
const {
  isPublic: _example,
  description,
  pictureFileId: __,
  memberCount: ___,
  state,
  card: ____,
  ...exampleSettings
} = examples.groupInfo;

export const adminGroupDetails = z
  .object({
    group: adminGroup,
    description: z.string(),
    settings: z.object(settings),
    state: z.enum(['open', 'readOnly', 'closed']),
    isOfService: z
      .boolean()
      .meta({ description: 'A chat about a thing: the service that keeps the thing names and closes it.' }),
    owners: z.array(publicUser).meta({ description: 'The longest-standing first, at most 20.' }),
    canSetOwner: z
      .boolean()
      .meta({ description: 'Nobody who owns it has an open account, and somebody is left in it.' }),
  })
  .meta({
    example: {
      group: example,
      description,
      settings: exampleSettings,
      state,
      isOfService: false,
      owners: [examples.bob],
      canSetOwner: false,
    },
  });
export type AdminGroupDetails = z.infer<typeof adminGroupDetails>;

export const adminMembersQuery = z.strictObject({
  search: plainText(100).optional(),
  limit: pageLimit.optional(),
});
export const adminMembers = z
  .object({
    members: z.array(z.object({ userId: uuid, role: memberRole })),
    users: z.array(publicUser),
  })
  .meta({
    description: 'Owners and admins first; look for the others by name.',
    example: { members: [{ userId: examples.userId, role: 'member' }], users: [examples.bob] },
  });
export type AdminMembers = z.infer<typeof adminMembers>;

export const adminGroupDeleteBody = z
  .strictObject({ reason: singleLine(500, 1) })
  .meta({ example: { reason: 'Spam' } });
export const adminOwnerBody = z
  .strictObject({ userId: uuid, reason: adminReason.default('') })
  .meta({ example: { userId: examples.userId, reason: 'Its owner has left' } });

/** How much is said in chats; of each that there is. */
export const adminChatsQuery = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(uuid).min(1).max(100))
    .meta({ description: 'Comma-separated ids.' }),
});
export const adminChats = z
  .object({
    chats: z.array(
      z.object({
        chatId: uuid,
        messages: z.number().int().meta({ description: 'Ever posted, deleted ones too.' }),
        lastActivityAt: timestamp,
      }),
    ),
  })
  .meta({
    example: {
      chats: [{ chatId: examples.chat.id, messages: 42, lastActivityAt: '2026-11-21T09:30:00.000Z' }],
    },
  });
export type AdminChats = z.infer<typeof adminChats>;

/** How much of the storage somebody has used. */
export const adminUsage = z
  .object({ usedBytes: z.number().int().min(0) })
  .meta({ example: { usedBytes: 7_340_032 } });
export type AdminUsage = z.infer<typeof adminUsage>;
