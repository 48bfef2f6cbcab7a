import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Keys of the operator's own programs; a key's secret is nowhere but with its program. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_keys (
      id uuid primary key,
      name text not null,
      prefix text not null,
      secret_hash bytea not null unique,
      scopes text[] not null,
      created_by uuid not null references users (id),
      created_at timestamptz(3) not null,
      last_used_at timestamptz(3),
      revoked_at timestamptz(3)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table service_keys`.execute(db);
}
