import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Signatures are longer and know words as they stand, texts keep a byte for a letter: all blocks are made anew, while
 * search goes on with those of before. Three rows fill a page, so that none is left over for changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_search set (fillfactor = 100)`.execute(db);
  await sql`update message_search_rebuild set started_at = now(), finished_at = null, after_chat_id = null,
    after_block_no = -1, message_count = 0`.execute(db);
}
