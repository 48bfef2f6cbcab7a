import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // client_id is fixed when the message is written, so that however often its sending is tried, it is stored once.
  await sql`
    create table scheduled_messages (
      id uuid primary key,
      user_id uuid not null,
      chat_id uuid not null,
      client_id uuid not null,
      body text not null,
      extras jsonb not null,
      content jsonb,
      send_at timestamptz(3) not null,
      state text not null check (state in ('waiting', 'sending', 'failed')),
      failure text,
      created_at timestamptz(3) not null,
      unique (user_id, client_id)
    )`.execute(db);
  await sql`create index scheduled_messages_of_chat on scheduled_messages (user_id, chat_id, send_at)`.execute(
    db,
  );
  await sql`create index scheduled_messages_due on scheduled_messages (send_at) where state <> 'failed'`.execute(
    db,
  );
  await sql`
    create table reminders (
      id uuid primary key,
      user_id uuid not null,
      chat_id uuid not null,
      seq bigint not null,
      remind_at timestamptz(3) not null,
      created_at timestamptz(3) not null
    )`.execute(db);
  await sql`create index reminders_of_user on reminders (user_id, remind_at)`.execute(db);
}
