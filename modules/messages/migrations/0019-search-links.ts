import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What counts as a link has changed, which blocks hold: they are made anew, while search goes on with those of before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update message_search_rebuild set started_at = now(), finished_at = null, after_chat_id = null,
    after_block_no = -1, message_count = 0`.execute(db);
}
