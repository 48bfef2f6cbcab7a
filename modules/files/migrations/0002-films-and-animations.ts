import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which pictures move. What stands already is told by its type: a GIF. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table files add column is_animated boolean not null default false`.execute(db);
  await sql`update files set is_animated = true where type = 'image/gif'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table files drop column is_animated`.execute(db);
}
