import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { BuiltBlock } from '../search/block-build.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Database } from '../tables/database.ts';

/** Whole, in the place of what was there; or what is to be added to the lines that are there. */
type Way = 'whole' | 'added';

/**
 * Writes blocks. Their bytes go to PostgreSQL as one value, of which it takes pieces: escaped and read as parts of
 * arrays they would cost more than to store.
 */
export async function searchBlocksWrite(
  trx: Transaction<Database>,
  blocks: readonly BuiltBlock[],
  way: Way,
): Promise<void> {
  if (blocks.length === 0) return;
  const bytes = Buffer.concat(blocks.flatMap(({ signature, lines }) => [signature, lines]));
  let end = 0;
  const starts = blocks.map(({ lines }) => {
    const start = end + 1;
    end += signatureBytes + lines.length;
    return start;
  });
  const signature = sql`substring(given.bytes from start for ${sql.lit(signatureBytes)})`;
  const lines = sql`convert_from(substring(given.bytes from start + ${sql.lit(signatureBytes)} for length), 'UTF8')`;
  await sql`
    insert into message_search (chat_id, block_no, last_seq, oldest_at, newest_at, senders, signature, lines)
    select chat_id, block_no, last_seq, to_timestamp(oldest_ms / 1000), to_timestamp(newest_ms / 1000),
      senders::uuid[], ${signature}, ${lines}
    from (select ${bytes}::bytea as bytes offset 0) given, unnest(
      ${blocks.map(({ chatId }) => chatId)}::uuid[], ${blocks.map(({ blockNo }) => blockNo)}::int[],
      ${blocks.map(({ lastSeq }) => lastSeq)}::bigint[],
      ${blocks.map(({ oldestAtMs }) => oldestAtMs)}::float8[], ${blocks.map(({ newestAtMs }) => newestAtMs)}::float8[],
      ${blocks.map(({ senders }) => `{${senders.join(',')}}`)}::text[],
      ${starts}::int[], ${blocks.map(({ lines: { length } }) => length)}::int[])
      as built (chat_id, block_no, last_seq, oldest_ms, newest_ms, senders, start, length)
    on conflict (chat_id, block_no) do update set last_seq = excluded.last_seq, oldest_at = excluded.oldest_at,
      newest_at = excluded.newest_at, senders = excluded.senders, signature = excluded.signature,
      lines = ${way === 'added' ? sql`message_search.lines ||` : sql``} excluded.lines`.execute(trx);
}
