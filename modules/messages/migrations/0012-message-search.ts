import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The index of search: a row for each 128 messages of a chat, filled from the events of what was sent and changed.
 * Signatures stay in the row, where a scan of a user's chats reads them; texts lie beside and are fetched only for
 * blocks whose signature passes. Uncompressed, because they are read far more often than they are small.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_search (
      chat_id uuid not null,
      block_no integer not null,
      last_seq bigint not null,
      oldest_at timestamptz(3) not null,
      newest_at timestamptz(3) not null,
      senders uuid[] not null,
      signature bytea not null,
      lines text not null,
      primary key (chat_id, block_no)
    ) with (fillfactor = 85, toast_tuple_target = 1400)`.execute(db);
  await sql`alter table message_search
    alter column signature set storage plain, alter column lines set storage external`.execute(db);
  // What is to be indexed: the ends of chats (no block), or a block of one anew. A row for each event, however many
  // chats it is about.
  await sql`
    create table message_search_queue (
      id bigint generated always as identity primary key,
      chat_ids uuid[] not null,
      block_no integer,
      queued_at timestamptz(3) not null default now()
    )`.execute(db);
  // One row. What was there before the index is filled in like a rebuild that was asked for now.
  await sql`
    create table message_search_rebuild (
      is_only boolean primary key default true check (is_only),
      started_at timestamptz(3) not null,
      finished_at timestamptz(3),
      after_chat_id uuid,
      after_block_no integer not null default -1,
      message_count bigint not null default 0
    )`.execute(db);
  await sql`insert into message_search_rebuild (started_at) values (now())`.execute(db);
}
