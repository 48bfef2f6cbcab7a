import { DeactivationChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';

/** Others hear of accounts that are closed and opened, in an order that they can tell; also of those closed before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column deactivation_version integer not null default 0`.execute(db);
  const { rows } = await sql<{ id: string }>`
    update users set deactivation_version = 1 where deactivated_at is not null returning id`.execute(db);
  for (const { id: userId } of rows) {
    await outboxAppend(
      db as Transaction<unknown>,
      DeactivationChangedSchema,
      'accounts.deactivation_changed.v1',
      { userId, isDeactivated: true, version: 1 },
    );
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column deactivation_version`.execute(db);
}
