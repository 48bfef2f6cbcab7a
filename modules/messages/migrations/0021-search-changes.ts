import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Changes don't wait for what was sent, of which under load there are thousands of rows before them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index message_search_queue_changes on message_search_queue (id) where block_no is not null`.execute(
    db,
  );
}
