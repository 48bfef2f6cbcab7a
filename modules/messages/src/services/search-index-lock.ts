import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/**
 * One process at a time writes the index of a database; others look again.
 *
 * No commit of the index waits for the disk, nor makes those of sends wait: what is lost with a crash is in the queue
 * again, because it left it in the same transaction, and in what follows it.
 */
export async function searchIndexLock(trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`select pg_try_advisory_xact_lock(7271, 2) as is_mine,
    set_config('synchronous_commit', 'off', true)`.execute(trx);
  return rows[0]?.isMine === true;
}
