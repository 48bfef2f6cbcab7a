import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // rev counts the changes of what a chat held already, under the same lock as last_seq; a changed message
  // carries the rev of its last change. Messages that never changed, which are nearly all, cost the index nothing.
  await sql`
    alter table messages
      add column rev bigint not null default 0,
      add column edited_at timestamptz(3),
      add column content jsonb,
      drop constraint messages_kind_check,
      add constraint messages_kind_check check (kind in ('text', 'system', 'deleted'))`.execute(db);
  await sql`create index messages_changed on messages (chat_id, rev) where rev > 0`.execute(db);
  // What sends are judged by stands in columns; what is only shown of a group is one document.
  await sql`
    alter table chats
      add column rev bigint not null default 0,
      add column head_rev bigint not null default 0,
      add column post_role text not null default 'member' check (post_role in ('member', 'admin', 'owner')),
      add column slow_mode_seconds integer not null default 0,
      add column state text not null default 'open' check (state in ('open', 'readOnly', 'closed')),
      add column is_blocked_by_low boolean not null default false,
      add column is_blocked_by_high boolean not null default false,
      add column group_info jsonb,
      add column pins bigint[] not null default '{}'`.execute(db);
  await sql`alter table chat_members add column first_seq bigint not null default 1`.execute(db);
}
