import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * By which names groups and their members are found: `nameText` and `nameKeys` of the contracts. Groups' are kept apart
 * from the groups, whose rows change with every member. What was there before gets its own at the next start.
 */
export const createNames: Migration = {
  async up(db) {
    await sql`
      create table group_names (
        chat_id uuid primary key references groups (chat_id) on delete cascade,
        text text not null,
        keys integer[] not null
      )`.execute(db);
    await sql`create index group_names_keys on group_names using gin (keys)`.execute(db);
    await sql`
      alter table people
        add column text text not null default '',
        add column keys integer[] not null default '{}'`.execute(db);
    await sql`
      do $$
      begin
        create extension if not exists pg_trgm;
        create index group_names_text on group_names using gin (text gin_trgm_ops);
      exception
        when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
          raise notice 'pg_trgm is not available: parts of names are searched without an index';
      end $$`.execute(db);
  },
};
