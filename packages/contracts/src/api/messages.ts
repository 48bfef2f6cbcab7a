import { z } from 'zod';
import { examples } from './examples.ts';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, queryInt, rev, seq, timestamp, uuid } from './common.ts';
import { attachmentIds, messageParts, optionalText, pollBody, replyTo } from './message-parts.ts';
import { chatHead, memberRole } from './chat-head.ts';
import { chatMarks } from './chat-marks.ts';

export const message = z
  .object({
    chatId: uuid,
    seq: seq.meta({ description: 'Place in the chat: rises by one, without gaps.' }),
    senderId: uuid,
    kind: z.enum(['text', 'system', 'deleted', 'hidden']).meta({
      description:
        '`deleted`: taken back for everyone, a stub without content. `hidden`: not for me (I deleted it for myself); show nothing.',
    }),
    text: z.string(),
    clientId: uuid.meta({ description: 'The id the sender chose: same sender, same id, one message.' }),
    createdAt: timestamp,
    rev: rev
      .optional()
      .meta({ description: "The chat's rev when this message last changed; absent: never." }),
    editedAt: timestamp.optional(),
    ...messageParts,
  })
  .meta({ id: 'Message', example: examples.message });
export type Message = z.infer<typeof message>;

export const chat = z
  .object({
    id: uuid,
    kind: z.enum(['direct', 'saved', 'group']),
    peerId: uuid.nullable().meta({ description: 'Direct chats: the other user.' }),
    role: memberRole,
    canPost: z
      .boolean()
      .meta({ description: 'By role, settings, state and blocks, at the moment of asking.' }),
    createdAt: timestamp,
    lastActivityAt: timestamp.meta({ description: 'Of the last message, else of the creation.' }),
    lastSeq: seq,
    firstSeq: seq.meta({ description: 'Where my history begins: earlier messages are not for me.' }),
    rev: rev.meta({ description: 'Counts the changes of what was there: edits, reactions, the head.' }),
    ...chatHead.shape,
    lastMessage: message.nullable(),
    readSeq: seq.meta({ description: 'Up to here I have read.' }),
    othersReadSeq: seq.meta({ description: 'Up to here somebody else has read.' }),
    unreadCount: z.number().int().min(0).meta({ description: 'lastSeq - readSeq.' }),
    mentionSeqs: z
      .array(seq)
      .max(100)
      .meta({ description: 'Unread messages that mention me, the oldest first.' }),
    reactionSeqs: z
      .array(seq)
      .max(100)
      .meta({ description: 'Messages of mine with reactions I have not seen, the oldest first.' }),
    marks: chatMarks,
  })
  .meta({ id: 'Chat', example: examples.chat });
export type Chat = z.infer<typeof chat>;

const queryFlag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' });
export const pageQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const chatListQuery = pageQuery.extend({
  folder: uuid.optional().meta({ description: 'Only chats of this folder of mine.' }),
  archived: queryFlag.optional().meta({ description: 'Only the archive, or only what is not in it.' }),
  unread: queryFlag.optional().meta({ description: 'Only what I have not read, or marked as unread.' }),
  mentions: queryFlag.optional().meta({ description: 'Only where unread messages mention me.' }),
});
export const chatPage = z
  .object({
    chats: z.array(chat),
    users: z.array(publicUser).meta({ description: 'Peers and senders named above.' }),
    marksRev: rev.meta({ description: 'Where my own marks of chats stand.' }),
    epoch: z.string(),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: examples.chatPage });
export type ChatPage = z.infer<typeof chatPage>;

export const directChatBody = z.strictObject({ userId: uuid }).meta({ example: { userId: examples.userId } });

/** At most one of `before`, `after`, `around` and `since`; none: the newest page. */
export const messageListQuery = z
  .strictObject({
    before: queryInt(0, 0xffff_ffff).optional(),
    after: queryInt(0, 0xffff_ffff).optional(),
    around: queryInt(0, 0xffff_ffff).optional(),
    since: timestamp.optional().meta({
      description: 'Around the first message at or after this moment; the last one if there is none.',
    }),
    limit: pageLimit.optional(),
  })
  .refine(
    ({ before, after, around, since }) =>
      [before, after, around, since].filter((at) => at !== undefined).length <= 1,
    { message: 'only one of before, after, around and since' },
  );
export const messagePage = z
  .object({
    messages: z.array(message).meta({ description: 'In the order of their seq.' }),
    quoted: z.array(message).meta({ description: 'Originals that these messages reply to.' }),
    users: z.array(publicUser),
    rev: rev.meta({ description: 'The rev these messages were read at.' }),
    hasBefore: z.boolean(),
    hasAfter: z.boolean(),
  })
  .meta({ example: examples.messagePage });
export type MessagePage = z.infer<typeof messagePage>;

/** What changed in a chat after a rev, each message as it is now; ask again from `rev` while `hasMore`. */
export const changesQuery = z.strictObject({ after: queryInt(0, 0xffff_ffff), limit: pageLimit.optional() });
export const changesPage = z
  .object({
    chat: chat.meta({ description: 'The head as it is now.' }),
    messages: z.array(message).meta({ description: 'In the order of their rev.' }),
    quoted: z.array(message),
    users: z.array(publicUser),
    rev,
    hasMore: z.boolean(),
  })
  .meta({
    example: { chat: examples.chat, messages: [], quoted: [], users: [examples.bob], rev: 0, hasMore: false },
  });
export type ChangesPage = z.infer<typeof changesPage>;

/** What a send may bring besides its text. */
export const sendExtras = {
  replyTo: replyTo.optional(),
  attachments: attachmentIds.optional(),
  poll: pollBody.optional(),
  isSilent: z.literal(true).optional().meta({ description: 'Nobody is woken by it.' }),
  hasNoPreview: z.literal(true).optional().meta({ description: 'Make no preview of its links.' }),
};
/** No part of the message: it says whose words it is made of. */
export const endsDraft = z
  .literal(true)
  .optional()
  .meta({ description: 'My draft of this chat that has this clientId ends with it, in one transaction.' });
/** Text may be empty when something else is there. */
export const hasSomething = (send: {
  text: string;
  attachments?: readonly string[] | undefined;
  poll?: unknown;
}) => send.text.trim() !== '' || (send.attachments?.length ?? 0) > 0 || send.poll !== undefined;
const nothing = { message: 'must hold more than white space, or an attachment, or a poll', path: ['text'] };

export const sendBody = z
  .strictObject({
    text: optionalText,
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
    endsDraft,
    ...sendExtras,
  })
  .refine(hasSomething, nothing)
  .meta({ example: { text: 'Привет, Алиса!', clientId: examples.clientId } });
export const nothingToSend = nothing;
export const readBody = z.strictObject({ seq }).meta({ example: { seq: 42 } });
export const readState = z.object({ readSeq: seq }).meta({ example: { readSeq: 42 } });
export const socketAddress = z.object({ url: z.string() }).meta({ example: { url: examples.socketUrl } });
export const chatMembers = z
  .object({
    members: z.array(
      z.object({
        userId: uuid,
        role: memberRole,
        readSeq: seq.nullable().meta({
          description: 'Up to here she has read; null in chats of more than 100, where nobody is told.',
        }),
      }),
    ),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: examples.members });
