import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';

/** Until the end of the transaction, nobody else changes what stands between these two users. */
export async function pairLock(trx: Trx, one: string, other: string): Promise<void> {
  const pair = [one, other].sort().join(':');
  await sql`select pg_advisory_xact_lock(hashtextextended(${pair}, 0))`.execute(trx);
}
