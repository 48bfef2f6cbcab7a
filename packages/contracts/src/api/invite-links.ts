import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { singleLine, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';
import { groupPreview } from './invitations.ts';

/** The secret itself is shown once, when the link is made. */
export const inviteLink = z
  .object({
    id: uuid,
    chatId: uuid,
    name: z.string(),
    prefix: z.string().meta({ description: 'How its secret begins, to tell links apart.' }),
    creatorId: uuid,
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    useLimit: z.number().int().nullable(),
    useCount: z.number().int(),
    needsApproval: z.boolean(),
    isUsable: z
      .boolean()
      .meta({ description: 'False when it expired, is used up, or its maker may no longer add.' }),
  })
  .meta({
    id: 'InviteLink',
    example: {
      id: '0199f3a5-7100-7a10-8b11-0a1b2c3d4e07',
      chatId: examples.chat.id,
      name: 'For the newsletter',
      prefix: 'kQ3v',
      creatorId: examples.me.id,
      createdAt: '2026-11-21T09:30:00.000Z',
      expiresAt: '2026-12-21T09:30:00.000Z',
      useLimit: 50,
      useCount: 3,
      needsApproval: false,
      isUsable: true,
    },
  });
export type InviteLink = z.infer<typeof inviteLink>;

export const inviteLinkBody = z
  .strictObject({
    name: singleLine(64).default(''),
    expiresAt: timestamp.nullable().default(null),
    useLimit: z.number().int().min(1).max(100_000).nullable().default(null),
    needsApproval: z.boolean().default(false),
  })
  .refine(({ useLimit, needsApproval }) => useLimit === null || !needsApproval, {
    message: 'a link is limited by uses or by approval, not by both',
    path: ['useLimit'],
  })
  .meta({ example: { name: 'For the newsletter', useLimit: 50 } });

export const createdInviteLink = z
  .object({
    link: inviteLink,
    secret: z.string().meta({ description: 'Kept by nobody: shown this once.' }),
    url: z.string(),
  })
  .meta({
    example: {
      link: {
        id: '0199f3a5-7100-7a10-8b11-0a1b2c3d4e07',
        chatId: examples.chat.id,
        name: 'For the newsletter',
        prefix: 'kQ3v',
        creatorId: examples.me.id,
        createdAt: '2026-11-21T09:30:00.000Z',
        expiresAt: null,
        useLimit: 50,
        useCount: 0,
        needsApproval: false,
        isUsable: true,
      },
      secret: 'kQ3vYt0c1g6bS5m2XH0aQw',
      url: 'https://chat.example.org/join/kQ3vYt0c1g6bS5m2XH0aQw',
    },
  });
export type CreatedInviteLink = z.infer<typeof createdInviteLink>;

export const inviteLinkList = z
  .object({ links: z.array(inviteLink), users: z.array(publicUser) })
  .meta({ example: { links: [], users: [examples.bob] } });
export type InviteLinkList = z.infer<typeof inviteLinkList>;

/** What a link leads to, for its holder. */
export const inviteLinkPreview = z
  .object({
    group: groupPreview,
    needsApproval: z.boolean(),
    chatId: uuid.nullable().meta({ description: 'When I am in it already.' }),
    isRequested: z.boolean().meta({ description: 'I asked, and wait for an answer.' }),
  })
  .meta({
    example: {
      group: { title: 'The team', description: 'All about work', pictureFileId: null, memberCount: 3 },
      needsApproval: false,
      chatId: null,
      isRequested: false,
    },
  });
export type InviteLinkPreview = z.infer<typeof inviteLinkPreview>;

/** What came of asking to join. */
export const joinOutcome = z
  .object({
    status: z.enum(['joined', 'requested']),
    chatId: uuid.nullable().meta({ description: 'When joined.' }),
  })
  .meta({ example: { status: 'joined', chatId: examples.chat.id } });
export type JoinOutcome = z.infer<typeof joinOutcome>;
