import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Users, sessions and keys. Names and texts are compared by keys that the application makes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id uuid primary key,
      username text not null,
      username_key text not null,
      display_name text not null,
      name_key text collate "C" not null,
      search_text text not null,
      bio text not null default '',
      birthday date,
      status_message text not null default '',
      language text check (language in ('en', 'ru')),
      email text,
      email_key text,
      email_confirmed_at timestamptz(3),
      password_hash text not null,
      is_admin boolean not null default false,
      joined_at timestamptz(3) not null,
      last_seen_at timestamptz(3),
      deactivated_at timestamptz(3)
    )`.execute(db);
  await sql`create unique index users_username_key on users (username_key)`.execute(db);
  await sql`create unique index users_confirmed_email on users (email_key) where email_confirmed_at is not null`.execute(
    db,
  );
  await sql`create index users_email on users (email_key, joined_at, id) where email_key is not null`.execute(
    db,
  );
  await sql`create index users_admins on users (id) where is_admin`.execute(db);
  // One index for each order of the directory; read backwards for the descending ones.
  await sql`create index users_by_name on users (name_key, id)`.execute(db);
  await sql`create index users_by_joined on users (joined_at, id)`.execute(db);
  await sql`create index users_by_last_seen on users (coalesce(last_seen_at, to_timestamp(0)), id)`.execute(
    db,
  );

  await sql`
    create table sessions (
      id uuid primary key,
      user_id uuid not null references users (id) on delete cascade,
      device text not null,
      user_agent text not null,
      address text not null,
      created_at timestamptz(3) not null,
      last_used_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      ended_at timestamptz(3),
      end_reason text,
      generation integer not null default 0,
      rotated_at timestamptz(3) not null
    )`.execute(db);
  await sql`create index sessions_by_user on sessions (user_id, ended_at)`.execute(db);
  await sql`create index sessions_live_by_expiry on sessions (expires_at) where ended_at is null`.execute(db);
  await sql`create index sessions_ended on sessions (ended_at) where ended_at is not null`.execute(db);

  await sql`
    create table refresh_tokens (
      token_hash bytea primary key,
      session_id uuid not null references sessions (id) on delete cascade,
      generation integer not null,
      created_at timestamptz(3) not null,
      grace_used_at timestamptz(3)
    )`.execute(db);
  await sql`create index refresh_tokens_by_session on refresh_tokens (session_id)`.execute(db);
  await sql`create index refresh_tokens_by_age on refresh_tokens (created_at)`.execute(db);

  await sql`
    create table signing_keys (
      kid text primary key,
      private_jwk jsonb not null,
      public_jwk jsonb not null,
      created_at timestamptz(3) not null
    )`.execute(db);
  await sql`create table setup_tokens (token_hash bytea primary key, created_at timestamptz(3) not null)`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table setup_tokens, signing_keys, refresh_tokens, sessions, users`.execute(db);
}
