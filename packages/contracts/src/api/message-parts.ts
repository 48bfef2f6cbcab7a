import { z } from 'zod';
import { limits } from '../protocol.ts';
import { plainText, seq, singleLine, timestamp, uuid } from './common.ts';
import { attachment } from './files.ts';
import { systemContent } from './system-content.ts';

/** Not only white space; kept as written. Markdown, see `src/markdown`. */
export const messageText = plainText(limits.messageText, 1).refine((text) => text.trim() !== '', {
  message: 'must hold more than white space',
});
/** The same where something else may stand in its place. */
export const optionalText = plainText(limits.messageText);

/** The message of the same chat that this one answers. */
export const replyTo = z.strictObject({
  seq: seq.min(1),
  quote: plainText(1000, 1)
    .optional()
    .meta({ description: 'The fragment that was chosen; absent: all of it.' }),
});
export type ReplyTo = z.infer<typeof replyTo>;

export const attachmentIds = z.array(uuid).min(1).max(limits.attachments);

export const pollBody = z.strictObject({
  question: singleLine(limits.pollQuestion, 1),
  options: z.array(singleLine(limits.pollOption, 1)).min(2).max(limits.pollOptions),
  isMultiple: z.boolean().default(false),
  isAnonymous: z.boolean().default(false),
});

export const poll = z
  .object({
    question: z.string(),
    options: z.array(z.object({ text: z.string(), voteCount: z.number().int() })),
    isMultiple: z.boolean(),
    isAnonymous: z.boolean(),
    isClosed: z.boolean(),
    voterCount: z.number().int(),
  })
  .meta({ id: 'Poll' });
export type Poll = z.infer<typeof poll>;

/** What the server found behind the first link of the text. */
export const linkPreview = z
  .object({
    url: z.string(),
    title: z.string(),
    description: z.string(),
    siteName: z.string(),
    image: attachment.nullable(),
  })
  .meta({ id: 'LinkPreview' });
export type LinkPreview = z.infer<typeof linkPreview>;

/** One emoji (with its joiners and modifiers), by which people answer without words. */
export const emoji = z
  .string()
  .max(32)
  .regex(/^(?:\p{RGI_Emoji})$/v, 'must be one emoji');

export const reaction = z.object({
  emoji: z.string(),
  count: z.number().int().min(1),
  userIds: z.array(uuid).max(3).meta({ description: 'Who reacted last.' }),
});
export type Reaction = z.infer<typeof reaction>;

/** My own part in a message that everybody sees. */
export const mine = z.object({
  reactions: z.array(z.string()),
  votes: z.array(z.number().int()).meta({ description: 'Places of the options I chose, from 0.' }),
});
export type Mine = z.infer<typeof mine>;

/** Everything of a message beyond its text; what is absent isn't there. */
export const messageParts = {
  replyTo: replyTo.optional(),
  forwardedFrom: z
    .object({ senderId: uuid, createdAt: timestamp })
    .optional()
    .meta({ description: 'Who wrote it first, and when.' }),
  attachments: z.array(attachment).optional(),
  poll: poll.optional(),
  preview: linkPreview.optional(),
  system: systemContent.optional(),
  isSilent: z.literal(true).optional(),
  reactions: z.array(reaction).optional(),
  mine: mine
    .optional()
    .meta({ description: 'In answers to me; live events for all leave it out: keep yours.' }),
};

/** What a message's row keeps beside its text: the parts as they were sent. */
export const messageContent = z.object({
  replyTo: messageParts.replyTo,
  forwardedFrom: messageParts.forwardedFrom,
  attachments: messageParts.attachments,
  poll: pollBody.extend({ isClosed: z.literal(true).optional() }).optional(),
  preview: messageParts.preview,
  hasNoPreview: z.literal(true).optional(),
  system: messageParts.system,
  isSilent: messageParts.isSilent,
});
export type MessageContent = z.infer<typeof messageContent>;
