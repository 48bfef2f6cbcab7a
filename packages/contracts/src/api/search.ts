import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, plainText, seq, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';
import { chat, message } from './messages.ts';

/** What a message may be asked to hold. `file`: anything attached that is no picture, film or voice message. */
export const searchHas = z.enum(['file', 'image', 'video', 'audio', 'voice', 'link', 'poll']);
export type SearchHas = z.infer<typeof searchHas>;

const filter = (description: string) => plainText(200).optional().meta({ description });

/**
 * Filters may be given here or written into `q` (`from:bob has:image`), in English or Russian (`от:bob есть:фото`);
 * both hold. They are checked as a whole, so that a refusal names each that is wrong.
 */
export const searchQuery = z.strictObject({
  q: plainText(2000).optional().meta({
    description: 'Words, parts of words, "phrases", and filters. Every word must be in a message.',
  }),
  in: filter(
    'One chat: its id, handle or title, the username of whom a direct chat is with, or `me` for Saved messages.',
  ),
  from: filter('Who wrote it: an id, a username, or `me`.'),
  has: filter('One or more of file, image, video, audio, voice, link, poll, with commas: all must be there.'),
  before: filter('Before this day, month, year or moment: `2026-11-21`, `2026-11`, `2026`, ISO 8601.'),
  after: filter('From this day, month, year or moment on.'),
  is: filter('`pinned`.'),
  sort: z.enum(['relevance', 'newest']).optional().meta({
    description:
      '`relevance`: words as written before their forms, those before parts of words, those before near misses; the newest first in each. `newest`: by time alone; the default in one chat.',
  }),
  utcOffset: z
    .string()
    .regex(/^[+-]?\d{1,3}$/, 'must be minutes')
    .transform(Number)
    .pipe(z.number().int().min(-840).max(840))
    .optional()
    .meta({ description: 'Minutes that your days begin before those of UTC; 180 in Moscow.' }),
  total: z.enum(['true', 'false']).optional().meta({
    description: 'Tell with the first page how many hits there are, up to 99.',
  }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** From `start`, before `end`, in UTF-16 code units, as JavaScript counts them. */
export const textRange = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
export type TextRange = z.infer<typeof textRange>;

export const searchMatch = z.enum(['exact', 'form', 'part', 'fuzzy', 'filter']).meta({
  description:
    'How the worst of the words was found. `form`: another form of it, or written in the other keyboard layout or alphabet. `filter`: no words were asked for.',
});
export type SearchMatch = z.infer<typeof searchMatch>;

export const searchHit = z
  .object({
    chatId: uuid,
    seq,
    message: message.meta({ description: 'As it is now, and as everywhere.' }),
    match: searchMatch,
    highlights: z.array(textRange).meta({ description: 'What was found in the text, in its order.' }),
    fragment: textRange.meta({ description: 'The part of the text to show, at most 200 long.' }),
    files: z
      .array(z.object({ fileId: uuid, highlights: z.array(textRange) }))
      .meta({ description: 'Attachments whose names hold what was found, with its places in the name.' }),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;

/** The query as the server understood it. */
export const searchUnderstood = z.object({
  words: z.array(z.string()),
  phrases: z.array(z.string()),
  in: uuid.nullable(),
  from: uuid.nullable().meta({ description: 'Of a username only together with a message of hers.' }),
  has: z.array(searchHas),
  before: timestamp.nullable(),
  after: timestamp.nullable(),
  isPinned: z.boolean(),
});
export type SearchUnderstood = z.infer<typeof searchUnderstood>;

export const searchPage = z
  .object({
    hits: z.array(searchHit),
    chats: z.array(chat).meta({ description: 'The chats of these hits.' }),
    users: z.array(publicUser).meta({ description: 'Who wrote them, and the peers of direct chats.' }),
    understood: searchUnderstood,
    isPartial: z.boolean().meta({
      description:
        'A limit was reached: older messages were not looked at. `nextCursor` goes on, also from a page without hits.',
    }),
    total: z.object({ count: z.number().int(), isExact: z.boolean() }).nullable().meta({
      description: 'Of all pages, if `total` was asked for with the first one; not exact: there are more.',
    }),
    nextCursor: z.string().nullable(),
  })
  .meta({
    example: {
      hits: [
        {
          chatId: examples.chat.id,
          seq: 42,
          message: examples.message,
          match: 'exact',
          highlights: [{ start: 0, end: 6 }],
          fragment: { start: 0, end: 14 },
          files: [],
        },
      ],
      chats: [examples.chat],
      users: [examples.bob],
      understood: {
        words: ['привет'],
        phrases: [],
        in: null,
        from: null,
        has: [],
        before: null,
        after: null,
        isPinned: false,
      },
      isPartial: false,
      total: { count: 1, isExact: true },
      nextCursor: null,
    },
  });
export type SearchPage = z.infer<typeof searchPage>;

/** One filter of a query that was refused, in `details.filters` of `messages.search_filter_invalid`. */
export const searchFilterProblem = z.object({
  filter: z.enum(['in', 'from', 'has', 'before', 'after', 'is']),
  value: z.string(),
  reason: z.enum(['empty', 'unknown', 'repeated', 'not_a_date', 'never']),
});
export type SearchFilterProblem = z.infer<typeof searchFilterProblem>;

/** The index of search, for administrators. */
export const searchIndexState = z
  .object({
    messageCount: z.number().int().meta({ description: 'All messages of chats that are there.' }),
    sizeBytes: z
      .number()
      .int()
      .meta({ description: 'Of the index on the disk, with all that belongs to it.' }),
    waitingEvents: z.number().int(),
    waitingSince: timestamp.nullable().meta({ description: 'Of the oldest event that waits.' }),
    rebuild: z.object({
      startedAt: timestamp,
      finishedAt: timestamp.nullable(),
      doneMessages: z.number().int(),
      progress: z.number().min(0).max(1),
    }),
  })
  .meta({
    example: {
      messageCount: 1_000_000,
      sizeBytes: 150_000_000,
      waitingEvents: 0,
      waitingSince: null,
      rebuild: {
        startedAt: '2026-11-21T09:00:00.000Z',
        finishedAt: null,
        doneMessages: 420_000,
        progress: 0.42,
      },
    },
  });
export type SearchIndexState = z.infer<typeof searchIndexState>;
