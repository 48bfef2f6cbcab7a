import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const addLadder: Migration = {
  async up(db) {
    await sql`
      create table ladder_settings (
        user_id uuid primary key,
        locale text not null,
        is_push_on boolean not null,
        is_telegram_on boolean not null,
        is_email_on boolean not null,
        push_delay_seconds int not null,
        telegram_delay_seconds int not null,
        email_delay_seconds int not null,
        quiet_from_minutes smallint,
        quiet_to_minutes smallint,
        time_zone text not null
      )`.execute(db);
    await sql`
      create table pending_chats (
        chat_id uuid primary key,
        first_seq bigint not null,
        last_seq bigint not null,
        first_at timestamptz(3) not null,
        due_at timestamptz(3),
        ready_at timestamptz(3) not null,
        done_until uuid,
        claimed_until timestamptz(3)
      )`.execute(db);
    await sql`create index pending_chats_due on pending_chats (due_at) where due_at is not null`.execute(db);
    await sql`
      create table pending_tellings (
        id uuid primary key,
        user_id uuid not null,
        channel text not null,
        chat_id uuid,
        entry_id uuid,
        first_seq bigint not null,
        last_seq bigint not null,
        is_mention boolean not null,
        first_at timestamptz(3) not null,
        due_at timestamptz(3) not null,
        check ((chat_id is null) <> (entry_id is null))
      )`.execute(db);
    await sql`create unique index pending_tellings_chat on pending_tellings (user_id, chat_id, channel) where chat_id is not null`.execute(
      db,
    );
    await sql`create unique index pending_tellings_entry on pending_tellings (entry_id, channel) where entry_id is not null`.execute(
      db,
    );
    await sql`create index pending_tellings_due on pending_tellings (due_at)`.execute(db);
    await sql`create index pending_tellings_of_chat on pending_tellings (chat_id) where chat_id is not null`.execute(
      db,
    );
    await sql`
      create table told_marks (
        user_id uuid not null,
        chat_id uuid not null,
        channel text not null,
        seq bigint not null,
        told_at timestamptz(3) not null,
        primary key (user_id, chat_id, channel)
      )`.execute(db);
    await sql`create index told_marks_chat on told_marks (chat_id)`.execute(db);
    await sql`create index told_marks_age on told_marks (told_at)`.execute(db);
    await sql`
      create table deliveries (
        id uuid primary key,
        user_id uuid not null,
        channel text not null,
        chat_id uuid,
        entry_id uuid,
        first_seq bigint not null,
        last_seq bigint not null,
        first_at timestamptz(3) not null,
        due_at timestamptz(3) not null,
        attempts int not null default 0
      )`.execute(db);
    await sql`create index deliveries_channel on deliveries (channel)`.execute(db);
    await sql`
      create table delivery_trace (
        id uuid primary key,
        user_id uuid not null,
        chat_id uuid,
        entry_id uuid,
        first_seq bigint not null,
        last_seq bigint not null,
        step text not null,
        code text not null,
        details jsonb not null,
        decided_at timestamptz(3) not null
      )`.execute(db);
    await sql`create index delivery_trace_place on delivery_trace (user_id, chat_id, decided_at)`.execute(db);
    await sql`create index delivery_trace_age on delivery_trace (decided_at)`.execute(db);
    await sql`
      create table push_keys (
        is_only boolean primary key default true check (is_only),
        public_key text not null,
        private_key text not null,
        created_at timestamptz(3) not null
      )`.execute(db);
    await sql`
      create table push_subscriptions (
        id uuid primary key,
        user_id uuid not null,
        session_id uuid not null,
        endpoint text not null unique,
        p256dh text not null,
        auth text not null,
        is_signed_out boolean not null default false,
        created_at timestamptz(3) not null,
        told_ids uuid[] not null default '{}'
      )`.execute(db);
    await sql`create index push_subscriptions_user on push_subscriptions (user_id)`.execute(db);
    await sql`create index push_subscriptions_session on push_subscriptions (session_id)`.execute(db);
  },
};
