import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Three ways in besides being added: an invitation, a link, and asking to be let in. */
export const createInvitations: Migration = {
  async up(db) {
    await sql`
      create table invitations (
        id uuid primary key,
        chat_id uuid not null references groups on delete cascade,
        user_id uuid not null,
        inviter_id uuid not null,
        role text not null check (role in ('admin', 'member')),
        state text not null check (state in ('pending', 'accepted', 'declined', 'cancelled', 'expired')),
        is_hidden boolean not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        resolved_at timestamptz(3)
      )`.execute(db);
    await sql`create unique index invitations_pending on invitations (chat_id, user_id) where state = 'pending'`.execute(
      db,
    );
    await sql`create index invitations_user on invitations (user_id, created_at, id) where state = 'pending'`.execute(
      db,
    );
    await sql`create index invitations_inviter on invitations (chat_id, inviter_id) where state = 'pending'`.execute(
      db,
    );
    await sql`
      create table invite_links (
        id uuid primary key,
        chat_id uuid not null references groups on delete cascade,
        secret_hash bytea not null unique,
        prefix text not null,
        name text not null,
        creator_id uuid not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        use_limit integer check (use_limit > 0),
        use_count integer not null default 0 check (use_limit is null or use_count <= use_limit),
        needs_approval boolean not null,
        revoked_at timestamptz(3)
      )`.execute(db);
    await sql`create index invite_links_chat on invite_links (chat_id, created_at)`.execute(db);
    await sql`
      create table join_requests (
        chat_id uuid not null references groups on delete cascade,
        user_id uuid not null,
        link_id uuid references invite_links on delete set null,
        created_at timestamptz(3) not null,
        primary key (chat_id, user_id)
      )`.execute(db);
    await sql`create index join_requests_user on join_requests (user_id)`.execute(db);
  },
};
