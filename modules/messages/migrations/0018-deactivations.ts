import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Whose accounts are closed, as far as accounts told, kept also of those who have no chat yet: a direct chat that is
 * made later begins with it. Sends find it in the chat's row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deactivations (
      user_id uuid primary key,
      is_deactivated boolean not null,
      version bigint not null
    )`.execute(db);
  await sql`alter table chats add column has_deactivated boolean not null default false`.execute(db);
}
