import { z } from 'zod';
import { cursor, pageLimit, seq, timestamp, uuid } from './common.ts';

const base = {
  id: uuid,
  createdAt: timestamp.meta({ description: 'Of the newest thing it tells of.' }),
  readAt: timestamp.nullable(),
  actorIds: z
    .array(uuid)
    .max(3)
    .meta({ description: 'Who did it, the latest first. Empty: it concerns nobody else.' }),
  count: z.number().int().min(1).meta({
    description:
      'How many did it, of whom `actorIds` names the latest. Of `messages`: how many are unread, up to 1,000.',
  }),
};
/** Where, never what it says: read the message itself, as far as you may. */
const place = { chatId: uuid, seq };
/** A group, with its name at that time: she may not be in it. */
const group = { chatId: uuid, title: z.string() };

const entry = <Kind extends string, Details extends z.ZodRawShape>(kind: Kind, details: Details) =>
  z.object({ ...base, kind: z.literal(kind), details: z.object(details) });

/** An entry of my inbox. Newer servers may know more kinds: show what you know. */
export const notification = z
  .discriminatedUnion('kind', [
    entry('messages', {
      ...place,
      text: z.string().meta({ description: 'The last one, shortened; empty: it can not be said now.' }),
    }).meta({
      description:
        'New messages of a chat that is not open, one entry a chat: `count` are unread, `seq` is the last of them. ' +
        'Gone when they are read.',
    }),
    entry('mention', { ...place, isEveryone: z.boolean() }),
    entry('reply', {
      ...place,
      replyToSeq: seq.meta({ description: 'The message of mine that was answered.' }),
    }),
    entry('reaction', { ...place, emoji: z.string().meta({ description: 'The latest.' }) }),
    entry('reminder', place),
    entry('invitation', { ...group, invitationId: uuid }),
    entry('join_request', group),
    entry('added_to_group', group),
    entry('removed_from_group', { ...group, isBanned: z.boolean() }),
    entry('contact_request', {}),
    entry('contact_accepted', {}),
    entry('new_sign_in', { device: z.string(), address: z.string() }),
    entry('password_changed', { endedSessions: z.number().int().min(0) }),
    entry('email_changed', {
      hasAddress: z.boolean().meta({ description: 'False: it was taken away.' }),
    }),
    entry('telegram_linked', { name: z.string().meta({ description: 'As the account calls itself.' }) }),
    entry('telegram_unlinked', { name: z.string() }),
    entry('push_added', { device: z.string() }),
  ])
  .meta({
    id: 'Notification',
    example: {
      id: '019aa1c2-7d3e-7a41-9c55-0f2d6b1e8a12',
      kind: 'mention',
      createdAt: '2026-11-21T09:30:00.000Z',
      readAt: null,
      actorIds: ['019aa1c2-1111-7a41-9c55-0f2d6b1e8a12'],
      count: 1,
      details: { chatId: '019aa1c2-2222-7a41-9c55-0f2d6b1e8a12', seq: 42, isEveryone: false },
    },
  });
export type Notification = z.infer<typeof notification>;
export type NotificationKind = Notification['kind'];

export const notificationListQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const notificationPage = z.object({
  notifications: z.array(notification).meta({
    description: 'May be fewer than asked for, even none, while `nextCursor` leads on.',
  }),
  unreadCount: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type NotificationPage = z.infer<typeof notificationPage>;
