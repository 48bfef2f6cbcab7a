import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * By which names users are found: `nameText` and `nameKeys` of the contracts, kept apart from the users, whose rows
 * change with each sign-in. Users of before get theirs at the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table user_names (
      user_id uuid primary key references users (id) on delete cascade,
      text text not null,
      keys integer[] not null
    )`.execute(db);
  await sql`create index user_names_keys on user_names using gin (keys)`.execute(db);
  await sql`
    do $$
    begin
      create extension if not exists pg_trgm;
      create index user_names_text on user_names using gin (text gin_trgm_ops);
    exception
      when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
        raise notice 'pg_trgm is not available: parts of names are searched without an index';
    end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table user_names`.execute(db);
}
