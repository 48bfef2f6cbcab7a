import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { BuiltBlock } from './search-block-build.ts';

function columnsOf(blocks: readonly BuiltBlock[]) {
  return sql`unnest(
    ${blocks.map(({ chatId }) => chatId)}::uuid[], ${blocks.map(({ blockNo }) => blockNo)}::int[],
    ${blocks.map(({ lastSeq }) => lastSeq)}::bigint[],
    ${blocks.map(({ oldestAt }) => oldestAt)}::timestamptz[], ${blocks.map(({ newestAt }) => newestAt)}::timestamptz[],
    ${blocks.map(({ senders }) => `{${senders.join(',')}}`)}::text[],
    ${blocks.map(({ signature }) => signature)}::bytea[], ${blocks.map(({ lines }) => lines)}::text[])
    as built (chat_id, block_no, last_seq, oldest_at, newest_at, senders, signature, lines)`;
}

/** Writes whole blocks in the place of what was there. */
export async function searchBlocksPut(
  trx: Transaction<Database>,
  blocks: readonly BuiltBlock[],
): Promise<void> {
  if (blocks.length === 0) return;
  await sql`
    insert into message_search (chat_id, block_no, last_seq, oldest_at, newest_at, senders, signature, lines)
    select chat_id, block_no, last_seq, oldest_at, newest_at, senders::uuid[], signature, lines
    from ${columnsOf(blocks)}
    on conflict (chat_id, block_no) do update set last_seq = excluded.last_seq, oldest_at = excluded.oldest_at,
      newest_at = excluded.newest_at, senders = excluded.senders, signature = excluded.signature,
      lines = excluded.lines`.execute(trx);
}

/** Writes the ends of blocks: their lines after those that are there, the rest in its place. */
export async function searchBlocksExtend(
  trx: Transaction<Database>,
  blocks: readonly BuiltBlock[],
): Promise<void> {
  if (blocks.length === 0) return;
  await sql`
    insert into message_search (chat_id, block_no, last_seq, oldest_at, newest_at, senders, signature, lines)
    select chat_id, block_no, last_seq, oldest_at, newest_at, senders::uuid[], signature, lines
    from ${columnsOf(blocks)}
    on conflict (chat_id, block_no) do update set last_seq = excluded.last_seq, oldest_at = excluded.oldest_at,
      newest_at = excluded.newest_at, senders = excluded.senders, signature = excluded.signature,
      lines = message_search.lines || excluded.lines`.execute(trx);
}
