import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Uploads under way, files, and what keeps files from being collected. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table uploads (
      id uuid primary key,
      owner_id uuid not null,
      name text not null,
      hints jsonb not null,
      length bigint not null,
      received bigint not null default 0,
      created_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      processing_at timestamptz(3),
      finished_at timestamptz(3)
    )`.execute(db);
  await sql`create index uploads_by_owner on uploads (owner_id)`.execute(db);
  await sql`create index uploads_by_expiry on uploads (expires_at)`.execute(db);
  await sql`create index uploads_to_finish on uploads (processing_at) where finished_at is null and received = length`.execute(
    db,
  );
  await sql`
    create table upload_parts (
      upload_id uuid not null references uploads (id) on delete cascade,
      start bigint not null,
      size bigint not null,
      storage_key text not null,
      primary key (upload_id, start)
    )`.execute(db);

  await sql`
    create table files (
      id uuid primary key,
      owner_id uuid,
      kind text not null,
      name text not null,
      size bigint not null,
      type text not null,
      is_inline boolean not null,
      width integer,
      height integer,
      duration_ms integer,
      waveform text,
      blur text,
      storage_key text not null unique,
      small_key text unique,
      large_key text unique,
      created_at timestamptz(3) not null,
      unused_since timestamptz(3),
      promised_at timestamptz(3)
    )`.execute(db);
  await sql`create index files_by_owner on files (owner_id)`.execute(db);
  await sql`create index files_unused on files (unused_since) where unused_since is not null`.execute(db);

  await sql`
    create table file_links (
      file_id uuid not null references files (id) on delete cascade,
      chat_id uuid not null,
      seq bigint not null,
      primary key (file_id, chat_id, seq)
    )`.execute(db);
  await sql`create index file_links_by_message on file_links (chat_id, seq)`.execute(db);
  await sql`
    create table file_claims (
      file_id uuid not null references files (id) on delete cascade,
      purpose text not null check (purpose in ('avatar', 'picture')),
      subject_id uuid not null,
      primary key (file_id, purpose, subject_id)
    )`.execute(db);
  await sql`
    create table file_viewers (
      file_id uuid not null references files (id) on delete cascade,
      user_id uuid not null,
      primary key (file_id, user_id)
    )`.execute(db);
  await sql`create table storage_removals (storage_key text primary key)`.execute(db);

  await sql`
    create table previews (
      url_hash bytea primary key,
      url text not null,
      preview jsonb,
      image_file_id uuid,
      fetched_at timestamptz(3) not null
    )`.execute(db);
  await sql`create index previews_by_age on previews (fetched_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table previews, storage_removals, file_viewers, file_claims, file_links, files, upload_parts, uploads`.execute(
    db,
  );
}
