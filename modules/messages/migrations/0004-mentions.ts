import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mentions (
      chat_id uuid not null,
      seq bigint not null,
      user_id uuid not null,
      primary key (chat_id, seq, user_id)
    )`.execute(db);
}
