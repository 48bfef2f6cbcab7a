import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The kit's own tables, the same in every module's database; sorts before the module's own migrations. */
export const kitMigrations: Record<string, Migration> = {
  '0000_kit': {
    async up(db) {
      await sql`
        create table outbox (
          id bigint generated always as identity primary key,
          event_id uuid not null,
          event text not null,
          payload bytea not null,
          created_at timestamptz not null default now()
        )`.execute(db);
      await sql`
        create table inbox (
          consumer text not null,
          event_id uuid not null,
          consumed_at timestamptz not null default now(),
          primary key (consumer, event_id)
        )`.execute(db);
      // Old entries are cleared by time.
      await sql`create index inbox_consumed_at on inbox (consumed_at)`.execute(db);
      await sql`
        create table dead_events (
          consumer text not null,
          event_id uuid not null,
          event text not null,
          payload bytea not null,
          error text not null,
          attempts int not null,
          failed_at timestamptz not null default now(),
          primary key (consumer, event_id)
        )`.execute(db);
    },
  },
  '0000_kit_admin_acts': {
    // Who let failed work run again, or gave it up.
    async up(db) {
      await sql`
        create table admin_acts (
          id bigint generated always as identity primary key,
          acted_at timestamptz(3) not null default now(),
          admin_id uuid not null,
          act text not null,
          object text not null,
          object_id text not null
        )`.execute(db);
    },
  },
  '0000_kit_trace': {
    // W3C traceparent of what wrote the event; null where nothing is traced.
    async up(db) {
      await sql`alter table outbox add column trace text`.execute(db);
    },
  },
  '0000_kit_plain_payload': {
    // An event of many messages is some 50 KB: compressing it cost a tenth of what PostgreSQL does for a message.
    async up(db) {
      await sql`alter table outbox alter column payload set storage external`.execute(db);
    },
  },
  '0000_kit_reasons_of_acts': {
    // Why an administrator did it, in his own words.
    async up(db) {
      await sql`alter table admin_acts add column reason text not null default ''`.execute(db);
      await sql`create index admin_acts_of on admin_acts (object_id, id)`.execute(db);
    },
  },
};
