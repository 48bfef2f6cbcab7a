import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Contacts, blocks and privacy. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const choice = sql`text not null default 'everyone'`;
  const allowed = sql`('everyone', 'contacts', 'nobody')`;
  await sql`
    alter table users
      add column who_can_write ${choice} check (who_can_write in ${allowed}),
      add column who_can_see_last_seen ${choice} check (who_can_see_last_seen in ${allowed}),
      add column who_can_add_to_groups ${choice} check (who_can_add_to_groups in ${allowed}),
      add column who_can_find_me ${choice} check (who_can_find_me in ${allowed})`.execute(db);
  // The order by last activity must not tell what is hidden: who does not show it to everyone sorts as never seen.
  await sql`drop index users_by_last_seen`.execute(db);
  await sql`
    create index users_by_last_seen on users (
      (case when who_can_see_last_seen = 'everyone' then coalesce(last_seen_at, to_timestamp(0)) else to_timestamp(0) end),
      id
    )`.execute(db);

  // Two rows a pair, one for the list of each. "declined" is never shown to its owner; the other's stays "sent".
  await sql`
    create table contacts (
      user_id uuid not null references users (id) on delete cascade,
      contact_id uuid not null references users (id) on delete cascade,
      state text not null check (state in ('sent', 'received', 'declined', 'contact')),
      changed_at timestamptz(3) not null,
      primary key (user_id, contact_id),
      check (user_id <> contact_id)
    )`.execute(db);
  await sql`create index contacts_by_state on contacts (user_id, state, changed_at)`.execute(db);
  await sql`create index contacts_of_contact on contacts (contact_id)`.execute(db);

  // Rows stay when a block ends: the version of a pair never goes back.
  await sql`
    create table blocks (
      blocker_id uuid not null references users (id) on delete cascade,
      blocked_id uuid not null references users (id) on delete cascade,
      is_active boolean not null,
      version integer not null,
      is_delivered boolean not null default false,
      changed_at timestamptz(3) not null,
      primary key (blocker_id, blocked_id),
      check (blocker_id <> blocked_id)
    )`.execute(db);
  await sql`create index blocks_of_blocked on blocks (blocked_id)`.execute(db);
  await sql`create index blocks_active on blocks (blocker_id, changed_at) where is_active`.execute(db);
  await sql`create index blocks_pending on blocks (changed_at) where not is_delivered`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table blocks, contacts`.execute(db);
  await sql`drop index users_by_last_seen`.execute(db);
  await sql`
    alter table users
      drop column who_can_write, drop column who_can_see_last_seen,
      drop column who_can_add_to_groups, drop column who_can_find_me`.execute(db);
  await sql`create index users_by_last_seen on users (coalesce(last_seen_at, to_timestamp(0)), id)`.execute(
    db,
  );
}
