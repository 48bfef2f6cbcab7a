import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Files are also kept for what is to be sent yet: drafts, and messages that wait for their time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table file_claims drop constraint file_claims_purpose_check`.execute(db);
  await sql`alter table file_claims add constraint file_claims_purpose_check
    check (purpose in ('avatar', 'picture', 'draft', 'scheduled'))`.execute(db);
  // Found when a holder gives files back.
  await sql`create index file_claims_of_holders on file_claims (subject_id) where purpose in ('draft', 'scheduled')`.execute(
    db,
  );
  // How far each holder was followed: its events may come in another order than they happened.
  await sql`
    create table hold_revs (
      owner_id uuid not null,
      holder text not null,
      subject_id uuid not null,
      rev bigint not null,
      noted_at timestamptz not null default now(),
      primary key (owner_id, holder, subject_id)
    )`.execute(db);
  await sql`create index hold_revs_noted_at on hold_revs (noted_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table hold_revs`.execute(db);
  await sql`drop index file_claims_of_holders`.execute(db);
  await sql`delete from file_claims where purpose in ('draft', 'scheduled')`.execute(db);
  await sql`alter table file_claims drop constraint file_claims_purpose_check`.execute(db);
  await sql`alter table file_claims add constraint file_claims_purpose_check
    check (purpose in ('avatar', 'picture'))`.execute(db);
}
