import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';

/**
 * Who adds an entry of a chat asks messages what its reader has seen, then writes; who clears what was read must not
 * come in between, or the entry would stay for ever. Readers clear beside each other.
 */
export const chatTurn = (trx: Trx, chatId: string, turn: 'add' | 'clear'): Promise<void> =>
  chatTurns(trx, [chatId], turn);

/** Of several chats, in one order for all: two of these at once never wait for each other. */
export async function chatTurns(trx: Trx, chatIds: readonly string[], turn: 'add' | 'clear'): Promise<void> {
  const lock = sql.raw(turn === 'add' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await sql`
    select ${lock}(hashtextextended('inbox:' || sorted.chat_id, 0))
    from (select distinct chat_id from unnest(${chatIds}::text[]) asked (chat_id) order by chat_id) sorted`.execute(
    trx,
  );
}
