import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // last_seq is the row counter that gives each message its seq (G3): raised under the row's lock, in the
  // transaction that stores the messages. fillfactor leaves room for heap-only updates of it.
  await sql`
    create table chats (
      id uuid primary key,
      kind text not null check (kind in ('direct', 'saved', 'group')),
      title text,
      handle text,
      is_public boolean not null default false,
      user_low uuid,
      user_high uuid,
      created_by uuid,
      created_at timestamptz(3) not null,
      last_activity_at timestamptz(3) not null,
      last_seq bigint not null default 0,
      top_reader uuid,
      top_read_seq bigint not null default 0,
      second_read_seq bigint not null default 0,
      membership_version bigint not null default 0,
      unique (user_low, user_high)
    ) with (fillfactor = 70)`.execute(db);
  await sql`
    create table chat_members (
      chat_id uuid not null references chats on delete cascade,
      user_id uuid not null,
      role text not null check (role in ('owner', 'admin', 'member')),
      joined_at timestamptz(3) not null,
      read_seq bigint not null default 0,
      primary key (chat_id, user_id)
    ) with (fillfactor = 80)`.execute(db);
  // groups keeps handles unique; here one may briefly stand on two chats while changes arrive.
  await sql`create index chats_by_handle on chats (handle) where handle is not null`.execute(db);
  await sql`create index chat_members_by_user on chat_members (user_id, chat_id)`.execute(db);
  // No foreign key to chats: its check per row would cost the send path a third, and every writer holds the
  // chat's lock anyway.
  await sql`
    create table messages (
      chat_id uuid not null,
      seq bigint not null,
      sender_id uuid not null,
      kind text not null check (kind in ('text', 'system')),
      body text not null,
      client_id uuid not null,
      fingerprint bigint not null,
      created_at timestamptz(3) not null,
      primary key (chat_id, seq)
    )`.execute(db);
  // The idempotency key of a send (G2), over all chats of its sender.
  await sql`create unique index messages_by_client_id on messages (sender_id, client_id)`.execute(db);
  await sql`
    create table sync_epoch (
      is_only boolean primary key default true check (is_only),
      epoch uuid not null,
      system_identifier text
    )`.execute(db);
}
