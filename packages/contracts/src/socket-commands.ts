import { z } from 'zod';
import { publicUser } from './api/accounts.ts';
import { rev, seq, uuid } from './api/common.ts';
import { optionalText } from './api/message-parts.ts';
import { chat, endsDraft, hasSomething, message, nothingToSend, sendExtras } from './api/messages.ts';
import { limits } from './protocol.ts';

/** Chosen by the client, rising; the reply carries it as `re`. */
const commandId = z.number().int().min(1).max(0xffff_ffff);
const command = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ id: commandId, do: z.literal(name), ...shape });

/** Post a message. Answered after the commit, with the stored message. */
export const sendCommand = command('send', {
  chat: uuid,
  clientId: uuid,
  text: optionalText,
  endsDraft,
  ...sendExtras,
}).refine(hasSomething, nothingToSend);
/** Move my read marker. */
export const readCommand = command('read', { chat: uuid, seq });
/** I am writing. Repeat every 3 s while it lasts; shown for 5 s. */
export const typingCommand = command('typing', { chat: uuid });
/** Tell what I have; get all that I missed, or a reset. `chats`: highest gapless seq by chat id. */
export const resumeCommand = command('resume', {
  epoch: z.string().max(64).nullable(),
  chats: z
    .record(uuid, seq)
    .refine((chats) => Object.keys(chats).length <= limits.resumeChats, { message: 'too many chats' }),
  revs: z
    .record(uuid, rev)
    .refine((chats) => Object.keys(chats).length <= limits.resumeChats, { message: 'too many chats' })
    .optional()
    .meta({ description: 'The rev I hold of each chat.' }),
});
/** Follow these users' presence and profile; replaces the list before. Answered with their presence. */
export const watchCommand = command('watch', { users: z.array(uuid).max(limits.watchUsers) });
/** Nothing but a sign of life. */
export const pingCommand = command('ping', {});

export const socketCommand = z.discriminatedUnion('do', [
  sendCommand,
  readCommand,
  typingCommand,
  resumeCommand,
  watchCommand,
  pingCommand,
]);
export type SocketCommand = z.infer<typeof socketCommand>;

export const resumedChat = z.object({
  chat,
  messages: z.array(message).meta({
    description: 'What was missed, gapless from the asked seq + 1; after a reset, the newest page.',
  }),
  quoted: z.array(message).meta({ description: 'Originals that these messages reply to.' }),
  isReset: z.boolean().meta({ description: 'Too much was missed: drop what you hold of this chat.' }),
});
export const resumeReply = z.object({
  epoch: z.string(),
  isReset: z.boolean().meta({ description: 'Another epoch: drop everything you hold.' }),
  chats: z.array(resumedChat).meta({ description: 'Chats that are new to you, or where something changed.' }),
  marks: z
    .record(uuid, z.tuple([seq, seq]))
    .meta({ description: 'Of the chats where nothing was posted: [my readSeq, othersReadSeq].' }),
  changed: z
    .record(uuid, rev)
    .meta({ description: 'Chats whose rev moved beyond yours, and where it is: fetch their changes.' }),
  marksRev: rev.meta({ description: 'Where my own marks stand: if yours is less, fetch them.' }),
  gone: z.array(uuid).meta({ description: 'Chats you named and may no longer read.' }),
  users: z.array(publicUser),
  hasMore: z.boolean().meta({ description: 'More chats than fit: page through GET /api/chats.' }),
});
export type ResumeReply = z.infer<typeof resumeReply>;

export const presenceState = z.object({ user: uuid, isOnline: z.boolean() });
export const watchReply = z.object({ presence: z.array(presenceState), users: z.array(publicUser) });
export type WatchReply = z.infer<typeof watchReply>;

/** Exactly one reply to every command. `ok` is `{message, isRepeat}`, `{readSeq}`, a ResumeReply, a WatchReply or `{}`. */
export const socketReply = z.union([
  z.object({ re: commandId, ok: z.record(z.string(), z.unknown()) }),
  z.object({
    re: commandId,
    error: z.object({
      code: z.string(),
      message: z.string(),
      isRetryable: z.boolean(),
      retryAfterMs: z.number().int().optional(),
    }),
  }),
]);
export type SocketReply = z.infer<typeof socketReply>;
