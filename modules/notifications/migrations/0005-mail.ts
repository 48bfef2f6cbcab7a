import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whom letters reach, and which tellings are in which letter. Addresses themselves are in accounts. */
export const addMail: Migration = {
  async up(db) {
    await sql`
      create table mail_readers (
        user_id uuid primary key,
        has_address boolean not null,
        version bigint not null,
        is_unreachable boolean not null default false,
        last_letter_at timestamptz(3)
      )`.execute(db);
    await sql`
      create table mail_tellings (
        telling_id uuid primary key,
        letter_id uuid not null,
        user_id uuid not null,
        claimed_at timestamptz(3) not null,
        sent_at timestamptz(3)
      )`.execute(db);
    await sql`create index mail_tellings_letter on mail_tellings (letter_id)`.execute(db);
    await sql`create index mail_tellings_age on mail_tellings (claimed_at)`.execute(db);
    await sql`create index deliveries_of_user on deliveries (user_id, channel)`.execute(db);
    await sql`
      create table mail_keys (
        is_only boolean primary key default true check (is_only),
        secret bytea not null
      )`.execute(db);
  },
  async down(db) {
    await sql`drop table mail_keys, mail_tellings, mail_readers`.execute(db);
    await sql`drop index deliveries_of_user`.execute(db);
  },
};
