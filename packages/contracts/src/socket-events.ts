import { z } from 'zod';
import { me, publicUser } from './api/accounts.ts';
import { rev, seq, timestamp, uuid } from './api/common.ts';
import { chatHead } from './api/chat-head.ts';
import { chatMarks, folder } from './api/chat-marks.ts';
import { invitation, invitationOutcome } from './api/invitations.ts';
import { joinRequest, joinRequestOutcome } from './api/join-requests.ts';
import { mine } from './api/message-parts.ts';
import { chat, message } from './api/messages.ts';
import { notification } from './api/notifications.ts';
import { reminder, scheduled } from './api/scheduled.ts';
import { privacy, relation } from './api/people.ts';

/** First event on every socket. */
export const helloEvent = z.object({
  ev: z.literal('hello'),
  protocol: z.number().int(),
  user: uuid,
  session: uuid,
  serverTime: z.string(),
  heartbeatMs: z.number().int(),
});
/** A message was posted. `seq` lets the client see a gap. */
export const messageEvent = z.object({
  ev: z.literal('message'),
  chat: uuid,
  seq,
  message,
  quoted: message.optional().meta({ description: 'The message that this one answers.' }),
  rev: rev.optional().meta({
    description: 'Where the chat stood when it was posted: if you are further, fetch what changed since.',
  }),
});
/**
 * Something that was there changed: messages, or the chat's head. `after` is the chat's rev before it: whoever
 * stands at less has missed something and fetches `GET /api/chats/{id}/changes`.
 */
export const changedEvent = z.object({
  ev: z.literal('changed'),
  chat: uuid,
  after: rev,
  rev,
  messages: z.array(message),
  mustFetch: z.literal(true).optional().meta({
    description: 'What changed is not for everyone here, so it is left out: fetch the changes after `after`.',
  }),
  head: chatHead.optional(),
  mineOf: z
    .object({ user: uuid, seq, mine })
    .optional()
    .meta({ description: "This user's own part in a message, as it is from now on." }),
});
/** What asks for my attention in a chat: all of it, as it is now. */
export const attentionEvent = z.object({
  ev: z.literal('attention'),
  chat: uuid,
  mentionSeqs: z.array(seq),
  reactionSeqs: z.array(seq),
});
/** I deleted these messages for myself. `after` and `rev`: where my own marks stood before it and stand now. */
export const hiddenEvent = z.object({
  ev: z.literal('hidden'),
  chat: uuid,
  seqs: z.array(seq),
  after: rev,
  rev,
});
/** My own marks of chats changed, perhaps on another device. `after`: my marks' rev before it. */
export const chatMarksEvent = z.object({
  ev: z.literal('chatMarks'),
  after: rev,
  rev,
  chats: z.record(uuid, chatMarks),
  folders: z.array(folder).optional(),
});
/** A message that I scheduled is new, changed, failed (`scheduled.failure`), was sent (`seq`) or cancelled. */
export const scheduledEvent = z.object({
  ev: z.literal('scheduled'),
  chat: uuid,
  id: uuid,
  scheduled: scheduled.nullable().meta({ description: 'Null: sent or cancelled.' }),
  seq: seq.nullable().meta({ description: 'The message that it became.' }),
});
/** A reminder of mine is new, or (null) was cancelled or came. */
export const reminderEvent = z.object({
  ev: z.literal('reminder'),
  chat: uuid,
  id: uuid,
  reminder: reminder.nullable(),
});
/** Somebody (perhaps me, on another device) has read up to `seq`. */
export const readEvent = z.object({ ev: z.literal('read'), chat: uuid, user: uuid, seq });
export const typingEvent = z.object({ ev: z.literal('typing'), chat: uuid, user: uuid });
export const presenceEvent = z.object({ ev: z.literal('presence'), user: uuid, isOnline: z.boolean() });
/** A chat is new to me, or its head (title, role, …) changed. */
export const chatEvent = z.object({ ev: z.literal('chat'), chat, users: z.array(publicUser) });
/** I may no longer read this chat. */
export const chatGoneEvent = z.object({ ev: z.literal('chatGone'), chat: uuid });
/** A profile that I follow, or mine, changed. */
export const userEvent = z.object({ ev: z.literal('user'), user: publicUser });
/** What only I may know of myself changed, e.g. my e-mail address was confirmed. */
export const meEvent = z.object({ ev: z.literal('me'), me });
/** The newest seq of a chat, told now and then: if you have less, fetch (G4). */
export const headEvent = z.object({ ev: z.literal('head'), chat: uuid, seq });
/** Something new in my inbox, or one of its entries grew: same id, new state. */
export const notificationEvent = z.object({
  ev: z.literal('notification'),
  notification,
  unreadCount: z.number().int().min(0).meta({ description: 'Of the whole inbox, with this one.' }),
});
export type NotificationEvent = z.infer<typeof notificationEvent>;
/** I read something in my inbox, perhaps on another device. */
export const notificationsReadEvent = z.object({
  ev: z.literal('notificationsRead'),
  notification: uuid.nullable().meta({ description: 'Null: all that were there.' }),
  alsoRead: z.array(uuid).optional().meta({ description: 'More that were read at the same time.' }),
  readAt: timestamp,
  unreadCount: z.number().int().min(0),
});
export type NotificationsReadEvent = z.infer<typeof notificationsReadEvent>;
/** Entries of my inbox are there no more: what they told of is gone, or not mine to know. */
export const notificationsGoneEvent = z.object({
  ev: z.literal('notificationsGone'),
  notifications: z.array(uuid),
  unreadCount: z.number().int().min(0),
});
export type NotificationsGoneEvent = z.infer<typeof notificationsGoneEvent>;
/** I am invited into a group. */
export const invitationEvent = z.object({
  ev: z.literal('invitation'),
  invitation,
  users: z.array(publicUser).meta({ description: 'The inviter.' }),
});
/** An invitation of mine, or one that I sent, stands no more. */
export const invitationGoneEvent = z.object({
  ev: z.literal('invitationGone'),
  invitation: uuid,
  chat: uuid,
  user: uuid.meta({ description: 'Who was invited.' }),
  outcome: invitationOutcome,
});
/** Somebody asks to join a group: I, on another device, or somebody whom I may let in. */
export const joinRequestEvent = z.object({
  ev: z.literal('joinRequest'),
  request: joinRequest,
  users: z.array(publicUser),
  waiting: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'How many wait in that group; null for who asked.' }),
});
/** A request to join was answered or withdrawn. */
export const joinRequestGoneEvent = z.object({
  ev: z.literal('joinRequestGone'),
  chat: uuid,
  user: uuid.meta({ description: 'Who asked.' }),
  outcome: joinRequestOutcome,
  waiting: z.number().int().nullable(),
});
/** How I stand to somebody changed: contacts, a request, a block of mine; perhaps on another device. */
export const contactEvent = z.object({
  ev: z.literal('contact'),
  user: publicUser,
  relation,
  incomingCount: z.number().int().min(0).meta({ description: 'Requests that wait for my answer.' }),
});
/** I changed who may do what with regard to me, perhaps on another device. */
export const privacyEvent = z.object({ ev: z.literal('privacy'), privacy });
/** The server will close soon; connect again after this pause. */
export const reconnectEvent = z.object({ ev: z.literal('reconnect'), afterMs: z.number().int() });

export const socketEvent = z.discriminatedUnion('ev', [
  helloEvent,
  messageEvent,
  changedEvent,
  attentionEvent,
  hiddenEvent,
  chatMarksEvent,
  scheduledEvent,
  reminderEvent,
  readEvent,
  typingEvent,
  presenceEvent,
  chatEvent,
  chatGoneEvent,
  userEvent,
  meEvent,
  headEvent,
  notificationEvent,
  notificationsReadEvent,
  notificationsGoneEvent,
  invitationEvent,
  invitationGoneEvent,
  joinRequestEvent,
  joinRequestGoneEvent,
  contactEvent,
  privacyEvent,
  reconnectEvent,
]);
export type SocketEvent = z.infer<typeof socketEvent>;
