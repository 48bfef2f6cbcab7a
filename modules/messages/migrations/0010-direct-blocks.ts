import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The newest state of each block that accounts told, kept also where the two have no chat yet: a chat that is
 * made later begins with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table direct_blocks (
      blocker_id uuid not null,
      blocked_id uuid not null,
      is_blocked boolean not null,
      version bigint not null,
      primary key (blocker_id, blocked_id)
    )`.execute(db);
}
