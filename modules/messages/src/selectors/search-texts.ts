import { sql } from 'kysely';
import { writeText } from '../search/kept-text.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Reader } from '../tables/database.ts';
import type { Candidate } from './search-candidates.ts';
import type { LoadedBlock } from './search-scan.ts';
import type { SearchTextCache } from './search-text-cache.ts';

const noSenders: readonly string[] = [];

/** Texts of blocks, in no order; who wrote them only when it matters, because there are many in a block. */
export async function searchTexts(
  db: Reader,
  cache: SearchTextCache,
  blocks: readonly Candidate[],
  { hasSenders }: { hasSenders: boolean },
): Promise<LoadedBlock[]> {
  const known: LoadedBlock[] = [];
  const missing: Candidate[] = [];
  for (const block of blocks) {
    const text = cache.get(keyOf(block), block.version);
    const senders = hasSenders ? text?.senders : noSenders;
    if (text && senders)
      known.push({ chatId: block.chatId, blockNo: block.blockNo, lines: text.lines, senders });
    else missing.push(block);
  }
  if (missing.length === 0) return known;
  const read = await readTexts(db, missing, hasSenders);
  for (const { version, isOld, ...block } of read) {
    const lines = isOld ? writeText(block.lines) : block.lines;
    cache.set(keyOf(block), { version, lines, senders: hasSenders ? block.senders : undefined });
    known.push({ ...block, lines });
  }
  return known;
}

interface ReadText extends LoadedBlock {
  version: string;
  isOld: boolean;
}

async function readTexts(db: Reader, blocks: readonly Candidate[], hasSenders: boolean) {
  const { rows } = await sql<ReadText>`
    select chat_id, block_no, lines, ${hasSenders ? sql`senders` : sql`'{}'::uuid[]`} as senders,
      message_search.xmin::text as version, octet_length(signature) <> ${sql.lit(signatureBytes)} as is_old
    from message_search join unnest(
      ${blocks.map(({ chatId }) => chatId)}::uuid[], ${blocks.map(({ blockNo }) => blockNo)}::int[]
    ) as wanted (chat_id, block_no) using (chat_id, block_no)`.execute(db);
  return rows;
}

const keyOf = ({ chatId, blockNo }: Pick<Candidate, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;
