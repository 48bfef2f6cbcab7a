import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const createGroups: Migration = {
  async up(db) {
    await sql`
      create table groups (
        chat_id uuid primary key,
        title text not null,
        handle text unique,
        is_public boolean not null,
        version integer not null default 0,
        created_by uuid not null,
        client_id uuid,
        created_at timestamptz(3) not null,
        unique (created_by, client_id)
      )`.execute(db);
    await sql`
      create table group_members (
        chat_id uuid not null references groups,
        user_id uuid not null,
        role text not null check (role in ('owner', 'admin', 'member')),
        joined_at timestamptz(3) not null,
        primary key (chat_id, user_id)
      )`.execute(db);
    await sql`create index group_members_user on group_members (user_id)`.execute(db);
    await sql`
      create table pending_changes (
        chat_id uuid not null references groups,
        version integer not null,
        actor_id uuid not null,
        payload jsonb not null,
        primary key (chat_id, version)
      )`.execute(db);
  },
};
