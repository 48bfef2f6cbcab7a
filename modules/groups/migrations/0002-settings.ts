import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a group is, who may do what in it, who may not come back, and by which names its members are found. */
export const groupSettings: Migration = {
  async up(db) {
    await sql`
      alter table groups
        add column description text not null default '',
        add column picture_file_id uuid,
        add column join_rule text not null default 'invite' check (join_rule in ('open', 'approval', 'invite')),
        add column post_role text not null default 'member' check (post_role in ('member', 'admin', 'owner')),
        add column add_role text not null default 'admin' check (add_role in ('member', 'admin', 'owner')),
        add column pin_role text not null default 'admin' check (pin_role in ('member', 'admin', 'owner')),
        add column info_role text not null default 'admin' check (info_role in ('member', 'admin', 'owner')),
        add column slow_mode_seconds integer not null default 0,
        add column is_history_hidden boolean not null default false,
        add column state text not null default 'open' check (state in ('open', 'readOnly', 'closed')),
        add column card jsonb,
        add column member_count integer not null default 0,
        add column search_text text not null default '',
        add column deleted_at timestamptz(3)`.execute(db);
    await sql`
      update groups set
        join_rule = case when is_public then 'open' else 'invite' end,
        search_text = lower(title) || chr(10) || coalesce(handle, ''),
        member_count = (select count(*) from group_members m where m.chat_id = groups.chat_id)`.execute(db);
    await sql`create index groups_found on groups (search_text, chat_id) where is_public`.execute(db);
    // Owners first, then admins, the longest-standing first: pages of members, and who follows as owner.
    await sql`
      alter table group_members
        add column rank smallint not null
          generated always as (case role when 'owner' then 0 when 'admin' then 1 else 2 end) stored`.execute(
      db,
    );
    await sql`
      create index group_members_by_rank on group_members (chat_id, rank, joined_at, user_id)`.execute(db);
    await sql`
      create table group_bans (
        chat_id uuid not null references groups on delete cascade,
        user_id uuid not null,
        banned_by uuid not null,
        banned_at timestamptz(3) not null,
        primary key (chat_id, user_id)
      )`.execute(db);
    await sql`create index group_bans_by_time on group_bans (chat_id, banned_at, user_id)`.execute(db);
    // Names as accounts told them last, so that members are found without asking it about ten thousand of them.
    await sql`
      create table people (
        user_id uuid primary key,
        search_text text not null
      )`.execute(db);
    // Part of every usual PostgreSQL; where it is missing search works all the same, only slower.
    await sql`
      do $$
      begin
        create extension if not exists pg_trgm;
        create index groups_search on groups using gin (search_text gin_trgm_ops);
      exception
        when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
          raise notice 'pg_trgm is not available: groups are searched without an index';
      end $$`.execute(db);
  },
};
