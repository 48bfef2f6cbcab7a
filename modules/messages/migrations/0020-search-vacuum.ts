import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The texts of blocks are vacuumed for what was replaced in them, and to be frozen in time, but not for what was added:
 * that is good for scans of indexes alone, which nobody makes there, and under load it took half a second of a processor
 * each minute to write whole pages into the log.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_search set (toast.autovacuum_vacuum_insert_threshold = -1)`.execute(db);
}
