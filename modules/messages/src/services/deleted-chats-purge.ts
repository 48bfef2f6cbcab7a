import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../tables/database.ts';
import { waitingPurge } from './waiting-purge.ts';

const batchSize = 5000;
/** What hangs on messages, the messages, and last what is made from them. */
const tables = [
  'attentions',
  'mentions',
  'reminders',
  'hidden_messages',
  'message_votes',
  'message_reactions',
  'message_edits',
  'messages',
  'message_search',
] as const;

/**
 * Erases the messages of deleted groups, and all that hangs on them, in small transactions: nobody reads them,
 * and nothing waits for it. The chat's own row stays, so that a late change of it finds that it is gone.
 */
export async function deletedChatsPurge(db: Kysely<Database>): Promise<void> {
  const chats = await db
    .selectFrom('chats')
    .where('deletedAt', 'is not', null)
    .where('purgedAt', 'is', null)
    .select('id')
    .execute();
  for (const { id } of chats) {
    await waitingPurge(db, id);
    for (const table of tables) await eraseAll(db, table, id);
    await db.updateTable('chats').set({ purgedAt: new Date() }).where('id', '=', id).execute();
  }
}

async function eraseAll(db: Kysely<Database>, table: (typeof tables)[number], chatId: string): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where chat_id = ${chatId} limit ${batchSize}))`.execute(db);
    if (numAffectedRows < BigInt(batchSize)) return;
  }
}
