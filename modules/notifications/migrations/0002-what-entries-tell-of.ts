import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const addWhatEntriesTellOf: Migration = {
  async up(db) {
    await sql`
      alter table notifications
        add column chat_id uuid,
        add column seq bigint,
        add column actor_ids uuid[] not null default '{}',
        add column merge_key text`.execute(db);
    // Reminders kept the place in their details, as texts.
    await sql`
      update notifications set chat_id = (details->>'chatId')::uuid, seq = (details->>'seq')::bigint, details = '{}'
      where kind = 'reminder'`.execute(db);
    await sql`
      create unique index notifications_merge on notifications (user_id, merge_key) where read_at is null`.execute(
      db,
    );
    await sql`create index notifications_place on notifications (chat_id, seq) where chat_id is not null`.execute(
      db,
    );
    await sql`create index notifications_age on notifications (created_at)`.execute(db);
    await sql`
      create table blocks (
        blocker_id uuid,
        blocked_id uuid,
        is_blocked boolean not null,
        version bigint not null,
        primary key (blocker_id, blocked_id)
      )`.execute(db);
  },
};
