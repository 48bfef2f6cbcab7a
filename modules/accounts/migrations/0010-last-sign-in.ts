import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When somebody signed in last; of those who did before it was kept, by their sessions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column last_sign_in_at timestamptz(3)`.execute(db);
  await sql`
    update users set last_sign_in_at = signed_in.at
    from (select user_id, max(created_at) as at from sessions group by user_id) signed_in
    where signed_in.user_id = users.id`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column last_sign_in_at`.execute(db);
}
