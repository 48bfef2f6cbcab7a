import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { PoolClient } from 'pg';
import type { Database } from '../tables/database.ts';
import type { StoredMessage } from './append-queue.ts';

/** Takes what replies quote of these messages out of them: it is deleted with its original. Resolves to their seqs. */
export async function quotesErase(
  trx: Transaction<Database>,
  chatId: string,
  seqs: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .updateTable('messages')
    .set({ content: sql`content #- '{replyTo,quote}'` })
    .where('chatId', '=', chatId)
    .where(sql<boolean>`content -> 'replyTo' ? 'quote'`)
    .where(sql<boolean>`(content -> 'replyTo' ->> 'seq')::bigint = any(${seqs}::bigint[])`)
    .returning('seq')
    .execute();
  return rows.map(({ seq }) => seq);
}

/**
 * The same for replies that are about to be stored, under the lock of their chats: their writers may not know yet that
 * the original is gone.
 */
export async function quotesDrop(client: PoolClient, messages: readonly StoredMessage[]): Promise<void> {
  const quoting = messages.filter(({ content }) => content?.replyTo?.quote !== undefined);
  if (quoting.length === 0) return;
  const { rows } = await client.query<{ chat_id: string; seq: string }>({
    name: 'append-deleted-originals',
    text: `select m.chat_id, m.seq from messages m
      join unnest($1::uuid[], $2::bigint[]) as p (chat_id, seq) using (chat_id, seq) where m.kind = 'deleted'`,
    values: [quoting.map(({ chatId }) => chatId), quoting.map(({ content }) => content?.replyTo?.seq ?? 0)],
  });
  const gone = new Set(rows.map(({ chat_id, seq }) => `${chat_id}:${seq}`));
  for (const message of quoting) {
    const seq = message.content?.replyTo?.seq ?? 0;
    if (gone.has(`${message.chatId}:${seq}`)) message.content = { ...message.content, replyTo: { seq } };
  }
}
