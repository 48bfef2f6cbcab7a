import { z } from 'zod';
import { limits } from '../protocol.ts';
import { examples } from './examples.ts';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, plainText, queryInt, seq, timestamp, uuid } from './common.ts';

/** Not only white space; kept as written. */
export const messageText = plainText(limits.messageText, 1).refine((text) => text.trim() !== '', {
  message: 'must hold more than white space',
});

export const message = z
  .object({
    chatId: uuid,
    seq: seq.meta({ description: 'Place in the chat: rises by one, without gaps.' }),
    senderId: uuid,
    kind: z.enum(['text', 'system']),
    text: z.string(),
    clientId: uuid.meta({ description: 'The id the sender chose: same sender, same id, one message.' }),
    createdAt: timestamp,
  })
  .meta({ id: 'Message', example: examples.message });
export type Message = z.infer<typeof message>;

export const memberRole = z.enum(['owner', 'admin', 'member']);

export const chat = z
  .object({
    id: uuid,
    kind: z.enum(['direct', 'saved', 'group']),
    title: z.string().nullable().meta({ description: 'Groups only.' }),
    handle: z.string().nullable(),
    peerId: uuid.nullable().meta({ description: 'Direct chats: the other user.' }),
    role: memberRole,
    createdAt: timestamp,
    lastActivityAt: timestamp.meta({ description: 'Of the last message, else of the creation.' }),
    lastSeq: seq,
    lastMessage: message.nullable(),
    readSeq: seq.meta({ description: 'Up to here I have read.' }),
    othersReadSeq: seq.meta({ description: 'Up to here somebody else has read.' }),
    unreadCount: z.number().int().min(0).meta({ description: 'lastSeq - readSeq.' }),
  })
  .meta({ id: 'Chat', example: examples.chat });
export type Chat = z.infer<typeof chat>;

export const chatListQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const chatPage = z
  .object({
    chats: z.array(chat),
    users: z.array(publicUser).meta({ description: 'Peers and senders named above.' }),
    epoch: z.string(),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: examples.chatPage });
export type ChatPage = z.infer<typeof chatPage>;

export const directChatBody = z.strictObject({ userId: uuid }).meta({ example: { userId: examples.userId } });

/** At most one of `before`, `after` and `around`; none: the newest page. */
export const messageListQuery = z
  .strictObject({
    before: queryInt(0, 0xffff_ffff).optional(),
    after: queryInt(0, 0xffff_ffff).optional(),
    around: queryInt(0, 0xffff_ffff).optional(),
    limit: pageLimit.optional(),
  })
  .refine((query) => [query.before, query.after, query.around].filter((at) => at !== undefined).length <= 1, {
    message: 'only one of before, after and around',
  });
export const messagePage = z
  .object({
    messages: z.array(message).meta({ description: 'In the order of their seq.' }),
    users: z.array(publicUser),
    hasBefore: z.boolean(),
    hasAfter: z.boolean(),
  })
  .meta({ example: examples.messagePage });
export type MessagePage = z.infer<typeof messagePage>;

export const sendBody = z
  .strictObject({
    text: messageText,
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
  })
  .meta({ example: { text: 'Привет, Алиса!', clientId: examples.clientId } });
export const readBody = z.strictObject({ seq }).meta({ example: { seq: 42 } });
export const readState = z.object({ readSeq: seq }).meta({ example: { readSeq: 42 } });
export const socketAddress = z.object({ url: z.string() }).meta({ example: { url: examples.socketUrl } });
export const chatMembers = z
  .object({
    members: z.array(z.object({ userId: uuid, role: memberRole, readSeq: seq })),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: examples.members });
