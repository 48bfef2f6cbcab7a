import type { Job } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { messagesCount } from '../services/messages-count.ts';
import type { Database } from '../tables/database.ts';

/** Every hour, some minutes after it ended: what was said in it, for the administrators' overview. */
export function countMessages(db: Kysely<Database>): Job {
  return { name: 'count-messages', cron: '4 * * * *', run: () => messagesCount(db, new Date()) };
}
