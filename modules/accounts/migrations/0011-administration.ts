import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why an account is closed, and links to a new password that an administrator hands over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column deactivation_reason text not null default ''`.execute(db);
  await sql`create index users_deactivated on users (name_key, id) where deactivated_at is not null`.execute(
    db,
  );
  await sql`
    alter table mail_requests
      drop constraint mail_requests_purpose_check,
      add constraint mail_requests_purpose_check check (purpose in ('confirm', 'reset', 'hand'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from mail_requests where purpose = 'hand'`.execute(db);
  await sql`
    alter table mail_requests
      drop constraint mail_requests_purpose_check,
      add constraint mail_requests_purpose_check check (purpose in ('confirm', 'reset'))`.execute(db);
  await sql`drop index users_deactivated`.execute(db);
  await sql`alter table users drop column deactivation_reason`.execute(db);
}
