import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const addTelegram: Migration = {
  async up(db) {
    await sql`
      create table telegram_links (
        user_id uuid primary key,
        telegram_id bigint not null unique,
        name text not null,
        username text,
        locale text not null,
        linked_at timestamptz(3) not null,
        blocked_at timestamptz(3)
      )`.execute(db);
    await sql`
      create table telegram_codes (
        code_hash bytea primary key,
        user_id uuid not null unique,
        expires_at timestamptz(3) not null
      )`.execute(db);
    await sql`
      create table telegram_messages (
        telegram_id bigint,
        message_id bigint,
        telling_id uuid not null unique,
        user_id uuid not null,
        chat_id uuid,
        first_seq bigint,
        last_seq bigint,
        is_answered boolean not null default false,
        sent_at timestamptz(3) not null,
        read_at timestamptz(3),
        is_cleared boolean not null default false,
        primary key (telegram_id, message_id)
      )`.execute(db);
    await sql`create index telegram_messages_chat on telegram_messages (user_id, chat_id)`.execute(db);
    await sql`
      create index telegram_messages_to_clear on telegram_messages (read_at)
      where read_at is not null and not is_cleared`.execute(db);
    await sql`create index telegram_messages_age on telegram_messages (sent_at)`.execute(db);
    await sql`
      create table telegram_updates (
        update_id bigint primary key,
        is_handled boolean not null,
        received_at timestamptz(3) not null
      )`.execute(db);
  },
};
