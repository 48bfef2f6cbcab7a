import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { blockOf } from '../search/block.ts';
import type { Database } from '../tables/database.ts';
import type { BlockPlace } from './search-blocks-rebuild.ts';

/** Rows in one pass: each that names a block has it made anew in one transaction with the others. */
const mostQueued = 50;

/** Changes: only rows that name a block. */
export type QueuePart = 'all' | 'changes';

export interface QueueRow {
  id: string;
  chatIds: readonly string[];
  /** Of the one chat; null: what follows the last block of each. */
  blockNo: number | null;
}

/** The oldest rows of the queue: which chats have something new, which blocks say something else. */
export async function searchQueueRead(
  trx: Transaction<Database>,
  part: QueuePart,
): Promise<{ rows: QueueRow[]; hasMore: boolean }> {
  // As one text: a row names all chats of a busy server, and the driver takes long over arrays.
  const { rows } = await sql<{ id: string; chatIds: string; blockNo: number | null }>`
    select id::text, array_to_string(chat_ids, ',') as chat_ids, block_no from message_search_queue
    ${part === 'changes' ? sql`where block_no is not null` : sql``} order by message_search_queue.id limit ${sql.lit(mostQueued)}`.execute(
    trx,
  );
  return {
    rows: rows.map((row) => ({ ...row, chatIds: row.chatIds.split(',') })),
    hasMore: rows.length === mostQueued,
  };
}

/** Those that rows name. */
export const blocksOf = (rows: readonly QueueRow[]): BlockPlace[] =>
  rows.flatMap(({ chatIds: [chatId = ''], blockNo }) => (blockNo === null ? [] : { chatId, blockNo }));

export async function searchQueueRemove(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('messageSearchQueue')
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute();
}

/** What an event of messages adds to the queue. */
export async function searchQueueAdd(
  trx: Transaction<Database>,
  chatIds: Iterable<string>,
  changed: readonly { chatId: string; seq: number }[] = [],
): Promise<void> {
  const ids = [...new Set(chatIds)];
  const blocks = new Map(changed.map(({ chatId, seq }) => [`${chatId}:${blockOf(seq)}`, { chatId, seq }]));
  const rows = [
    ...(ids.length > 0 ? [{ chatIds: ids, blockNo: null }] : []),
    ...[...blocks.values()].map(({ chatId, seq }) => ({ chatIds: [chatId], blockNo: blockOf(seq) })),
  ];
  if (rows.length > 0) await trx.insertInto('messageSearchQueue').values(rows).execute();
}
