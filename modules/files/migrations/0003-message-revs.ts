import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How far messages' changes have been followed: events of one message may come in another order than they happened. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_revs (
      chat_id uuid not null,
      seq bigint not null,
      rev bigint not null,
      noted_at timestamptz not null default now(),
      primary key (chat_id, seq)
    )`.execute(db);
  // Old entries are cleared by time.
  await sql`create index message_revs_noted_at on message_revs (noted_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table message_revs`.execute(db);
}
