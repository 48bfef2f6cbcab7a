import type { Job } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { deletedChatsPurge } from '../services/deleted-chats-purge.ts';
import type { Database } from '../tables/database.ts';

/** Every hour: what was said in groups that are gone. */
export function purgeDeletedChats(db: Kysely<Database>): Job {
  return { name: 'purge-deleted-chats', cron: '17 * * * *', run: () => deletedChatsPurge(db) };
}
