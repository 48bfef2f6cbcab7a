import type { Transaction } from 'kysely';
import type { Database, Tally } from '../tables/database.ts';

/** Writes what is counted of a message of a locked chat. */
export async function tallyWrite(
  trx: Transaction<Database>,
  { chatId, seq }: { chatId: string; seq: number },
  tally: Tally,
): Promise<void> {
  await trx
    .updateTable('messages')
    .set({ tally: JSON.stringify(tally) })
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .execute();
}
