import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';

/**
 * Who adds an entry of a chat asks messages what its reader has seen, then writes; who clears what was read must not
 * come in between, or the entry would stay for ever. Readers clear beside each other.
 */
export async function chatTurn(trx: Trx, chatId: string, turn: 'add' | 'clear'): Promise<void> {
  const key = sql`hashtextextended(${`inbox:${chatId}`}, 0)`;
  const lock =
    turn === 'add' ? sql`pg_advisory_xact_lock(${key})` : sql`pg_advisory_xact_lock_shared(${key})`;
  await sql`select ${lock}`.execute(trx);
}
