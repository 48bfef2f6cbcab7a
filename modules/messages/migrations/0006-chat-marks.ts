import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One counter per user: every act on her own view raises it in its transaction, and its row's lock puts her
  // acts in an order.
  await sql`
    create table user_revs (
      user_id uuid primary key,
      rev bigint not null default 0
    ) with (fillfactor = 70)`.execute(db);
  // Only chats about which somebody ever set something have a row. archived_seq and marked_read_seq let a new
  // message or a read end a mark without a write on their paths.
  await sql`
    create table chat_marks (
      user_id uuid not null,
      chat_id uuid not null,
      muted_until timestamptz(3),
      level text not null default 'all' check (level in ('all', 'mentions', 'none')),
      is_archived boolean not null default false,
      archived_seq bigint not null default 0,
      pin_order integer,
      is_marked_unread boolean not null default false,
      marked_read_seq bigint not null default 0,
      folder_ids uuid[] not null default '{}',
      draft jsonb,
      rev bigint not null,
      primary key (user_id, chat_id)
    ) with (fillfactor = 80)`.execute(db);
  await sql`create index chat_marks_by_rev on chat_marks (user_id, rev)`.execute(db);
  await sql`create index chat_marks_pinned on chat_marks (user_id) where pin_order is not null`.execute(db);
  await sql`
    create table folders (
      id uuid primary key,
      user_id uuid not null,
      name text not null,
      place integer not null
    )`.execute(db);
  await sql`create index folders_by_user on folders (user_id, place)`.execute(db);
}
