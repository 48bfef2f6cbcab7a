import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';

const inviterId = examples.userId;
const chatId = examples.chat.id;

/** What somebody who is invited, or holds a link, may know of a group before she is in it. */
export const groupPreview = z
  .object({
    title: z.string(),
    description: z.string(),
    pictureFileId: uuid.nullable(),
    memberCount: z.number().int(),
  })
  .meta({
    id: 'GroupPreview',
    example: { title: 'The team', description: 'All about work', pictureFileId: null, memberCount: 3 },
  });
export type GroupPreview = z.infer<typeof groupPreview>;

/** Roles that can be given by an invitation: owners are made by handing a group over. */
export const invitedRole = z.enum(['admin', 'member']);

export const invitation = z
  .object({
    id: uuid,
    chatId: uuid,
    group: groupPreview,
    userId: uuid.meta({ description: 'Who is invited.' }),
    inviterId: uuid,
    role: invitedRole,
    createdAt: timestamp,
    expiresAt: timestamp,
  })
  .meta({
    id: 'Invitation',
    example: {
      id: '0199f3a4-6000-7a10-8b11-0a1b2c3d4e06',
      chatId,
      group: { title: 'The team', description: 'All about work', pictureFileId: null, memberCount: 3 },
      userId: examples.me.id,
      inviterId,
      role: 'member',
      createdAt: '2026-11-21T09:30:00.000Z',
      expiresAt: '2026-12-21T09:30:00.000Z',
    },
  });
export type Invitation = z.infer<typeof invitation>;

export const inviteBody = z
  .strictObject({ userIds: z.array(uuid).min(1).max(100), role: invitedRole.default('member') })
  .meta({ example: { userIds: [inviterId] } });
export const invited = z
  .object({
    invitations: z.array(invitation).meta({ description: 'Those that stand now; members are left out.' }),
  })
  .meta({ example: { invitations: [] } });

export const invitationListQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const invitationPage = z
  .object({
    invitations: z.array(invitation),
    users: z.array(publicUser).meta({ description: 'Inviters and invited users named above.' }),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: { invitations: [], users: [examples.bob], nextCursor: null } });
export type InvitationPage = z.infer<typeof invitationPage>;

/** What became of an invitation. */
export const invitationOutcome = z.enum(['accepted', 'declined', 'cancelled', 'expired']);
