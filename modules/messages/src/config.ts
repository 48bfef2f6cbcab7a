import { envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

const schema = z.object({
  MESSAGES_MAX_WAITING: envInt(1, 1_000_000)
    .default(20_000)
    .describe('Sends that may wait for the database before new ones are refused with messages.busy.'),
  MESSAGES_BATCH_SIZE: envInt(1, 5000).default(500).describe('Most messages stored in one transaction.'),
  MESSAGES_COMMITS_IN_FLIGHT: envInt(1, 16)
    .default(2)
    .describe('Transactions that store messages at the same time.'),
  MESSAGES_EDIT_WINDOW: envInt(0, 31_536_000)
    .default(0)
    .describe('Seconds during which a message may be edited; 0: for ever.'),
  RATE_LIMIT_ACTS_PER_MINUTE: envInt(1, 10_000_000)
    .default(300)
    .describe('Edits, deletions, reactions, votes and pins of one user in a minute.'),
  RATE_LIMIT_SENDS_PER_MINUTE: envInt(1, 10_000_000)
    .default(600)
    .describe('Messages that one user may post over REST in a minute.'),
  MESSAGES_SEARCH_INDEX: z
    .enum(['on', 'off'])
    .default('on')
    .describe('off: what is new is not indexed; when it is on again, rebuild the index.'),
  MESSAGES_SEARCH_TIMEOUT_MS: envInt(50, 60_000)
    .default(1000)
    .describe('Milliseconds after which a search answers with what it has found.'),
  MESSAGES_SEARCH_CACHE_MB: envInt(0, 16_384)
    .default(64)
    .describe('Megabytes of texts that searches have read and that are kept in memory for the next ones.'),
  RATE_LIMIT_SEARCHES_PER_MINUTE: envInt(1, 10_000_000)
    .default(240)
    .describe('Searches of one user in a minute; each pause in typing is one.'),
  RATE_LIMIT_MARKS_PER_MINUTE: envInt(1, 10_000_000)
    .default(300)
    .describe('Drafts, mutes, pins and the like that one user may set in a minute.'),
});

export type MessagesConfig = z.output<typeof schema>;

export const configSchema = schema;
export const readMessagesConfig = (env: Env): MessagesConfig => readConfig(schema, env);
