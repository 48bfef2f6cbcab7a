import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A user's picture: a file of the files module. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column avatar_file_id uuid`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column avatar_file_id`.execute(db);
}
