import { z } from 'zod';
import { limits } from '../protocol.ts';
import { examples } from './examples.ts';
import { publicUser } from './accounts.ts';
import { cursor, errorBody, pageLimit, seq, timestamp, uuid } from './common.ts';
import { optionalText } from './message-parts.ts';
import { message } from './messages.ts';

// What people do with messages that are there.

const at = '2026-11-21T09:30:00.000Z';

export const messageParams = z.strictObject({
  id: uuid.meta({ description: 'Of the chat.' }),
  seq: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'must be a seq')
    .transform(Number)
    .pipe(seq),
});

/** A caption may become empty; a message of text may not. */
export const editBody = z
  .strictObject({ text: optionalText })
  .meta({ example: { text: 'Hello, Alice! (corrected)' } });
export const messageEdits = z
  .object({
    edits: z
      .array(z.object({ text: z.string(), writtenAt: timestamp }))
      .meta({ description: 'What it said before, the oldest first; what it says now is in the message.' }),
  })
  .meta({ example: { edits: [{ text: 'Hello, Alcie!', writtenAt: at }] } });
export type MessageEdits = z.infer<typeof messageEdits>;

export const deleteFor = z.enum(['everyone', 'me']);
export const deleteQuery = z.strictObject({ for: deleteFor.default('everyone') });
export const deleteBody = z
  .strictObject({ seqs: z.array(seq.min(1)).min(1).max(100), for: deleteFor })
  .meta({ example: { seqs: [40, 42], for: 'me' } });

export const reactorQuery = z.strictObject({
  emoji: z.string().max(32).optional(),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const reactorPage = z
  .object({
    reactions: z.array(z.object({ userId: uuid, emoji: z.string(), createdAt: timestamp })),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({
    description: 'The latest first.',
    example: {
      reactions: [{ userId: examples.userId, emoji: '👍', createdAt: at }],
      users: [examples.bob],
      nextCursor: null,
    },
  });
export type ReactorPage = z.infer<typeof reactorPage>;

export const reactionsSeenBody = z
  .strictObject({
    seqs: z
      .array(seq.min(1))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Messages whose reactions I have seen; absent: all of the chat.' }),
  })
  .meta({ example: { seqs: [42] } });

export const voteBody = z
  .strictObject({
    choices: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(limits.pollOptions - 1),
      )
      .max(limits.pollOptions)
      .meta({ description: 'Places of options, from 0; none takes my vote back.' }),
  })
  .meta({ example: { choices: [1] } });
export const voterQuery = z.strictObject({ cursor: cursor.optional(), limit: pageLimit.optional() });
export const voterPage = z
  .object({
    voters: z.array(z.object({ userId: uuid, choices: z.array(z.number().int()) })),
    users: z.array(publicUser),
    nextCursor: z.string().nullable(),
  })
  .meta({
    description: 'Public polls only; the earliest first.',
    example: {
      voters: [{ userId: examples.userId, choices: [1] }],
      users: [examples.bob],
      nextCursor: null,
    },
  });
export type VoterPage = z.infer<typeof voterPage>;

export const pinState = z
  .object({ pins: z.array(seq).meta({ description: 'All pinned messages, the oldest pin first.' }) })
  .meta({ example: { pins: [7, 42] } });

/** In groups of more members nobody is told who has read. */
export const readersMost = 100;
export const messageReaders = z
  .object({
    readers: z
      .array(z.object({ userId: uuid }))
      .meta({ description: 'Members who have read it, its sender left out.' }),
    users: z.array(publicUser),
  })
  .meta({ example: { readers: [{ userId: examples.userId }], users: [examples.bob] } });
export type MessageReaders = z.infer<typeof messageReaders>;

/** Copies of messages of one chat into others, with or without a word about them. */
export const forwardBody = z
  .strictObject({
    from: z.strictObject({ chatId: uuid, seqs: z.array(seq.min(1)).min(1).max(100) }),
    to: z.array(uuid).min(1).max(20),
    comment: optionalText.optional().meta({ description: 'Posted before the copies in each chat.' }),
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
    isSilent: z.literal(true).optional(),
  })
  .meta({
    example: {
      from: { chatId: examples.chat.id, seqs: [42] },
      to: [examples.chat.id],
      comment: 'Look',
      clientId: examples.clientId,
    },
  });
export type ForwardBody = z.infer<typeof forwardBody>;
export const forwardResult = z
  .object({
    results: z
      .array(
        z.object({
          chatId: uuid,
          messages: z.array(message).meta({ description: 'What was posted there, the comment first.' }),
          error: errorBody.shape.error.optional().meta({ description: 'Why the rest was not.' }),
        }),
      )
      .meta({ description: 'In the order of `to`.' }),
  })
  .meta({ example: { results: [{ chatId: examples.chat.id, messages: [examples.message] }] } });
export type ForwardResult = z.infer<typeof forwardResult>;
