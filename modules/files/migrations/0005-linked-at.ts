import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whether the message that a file was named for has come is told by the file itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table files add column linked_at timestamptz(3)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table files drop column linked_at`.execute(db);
}
