import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When members of a chat are looked for who are to find its new messages in their inboxes. */
export const addEntriesOfChats: Migration = {
  async up(db) {
    await sql`
      alter table pending_chats
        add column last_sender_id uuid,
        add column last_at timestamptz(3),
        add column entries_due_at timestamptz(3),
        add column entries_ready_at timestamptz(3),
        add column entries_rest_seconds int not null default 0,
        add column entries_done_until uuid,
        add column entries_claimed_until timestamptz(3)`.execute(db);
    await sql`
      create index pending_chats_entries_due on pending_chats (entries_due_at)
      where entries_due_at is not null`.execute(db);
  },
  async down(db) {
    await sql`
      alter table pending_chats
        drop column last_sender_id, drop column last_at, drop column entries_due_at, drop column entries_ready_at,
        drop column entries_rest_seconds, drop column entries_done_until, drop column entries_claimed_until`.execute(
      db,
    );
  },
};
