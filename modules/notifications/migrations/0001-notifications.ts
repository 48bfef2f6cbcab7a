import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const createNotifications: Migration = {
  async up(db) {
    await sql`
      create table notifications (
        id uuid primary key,
        user_id uuid not null,
        kind text not null,
        details jsonb not null,
        created_at timestamptz(3) not null,
        read_at timestamptz(3)
      )`.execute(db);
    await sql`create index notifications_inbox on notifications (user_id, created_at desc, id desc)`.execute(
      db,
    );
    await sql`create index notifications_unread on notifications (user_id) where read_at is null`.execute(db);
    await sql`create table signed_in_users (user_id uuid primary key)`.execute(db);
  },
};
