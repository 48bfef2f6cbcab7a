import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../tables/database.ts';

/**
 * Gives the history its epoch, and a new one when the database was restored on another PostgreSQL cluster or
 * to an earlier point in time: then devices may hold seqs that mean something else now (G4).
 */
export async function epochCheck(db: Kysely<Database>): Promise<void> {
  const identifier = await clusterIdentifier(db);
  await db
    .insertInto('syncEpoch')
    .values({ epoch: randomUUID(), systemIdentifier: identifier })
    .onConflict((conflict) => conflict.column('isOnly').doNothing())
    .execute();
  if (identifier === null) return;
  await db
    .updateTable('syncEpoch')
    .set({ epoch: randomUUID(), systemIdentifier: identifier })
    .where('systemIdentifier', 'is distinct from', identifier)
    .execute();
}

/** Which cluster this is, and which timeline of it; null where the database user may not know. */
async function clusterIdentifier(db: Kysely<Database>): Promise<string | null> {
  try {
    const { rows } = await sql<{ identifier: string }>`
      select s.system_identifier || '/' || c.timeline_id as identifier
      from pg_control_system() s, pg_control_checkpoint() c`.execute(db);
    return rows[0]?.identifier ?? null;
  } catch {
    return null;
  }
}
