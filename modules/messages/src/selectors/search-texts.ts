import { sql } from 'kysely';
import { writeText } from '../search/kept-text.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Reader } from '../tables/database.ts';
import type { Candidate } from './search-candidates.ts';
import type { LoadedBlock } from './search-scan.ts';
import { tailTexts } from './search-tails.ts';
import type { SearchTextCache } from './search-text-cache.ts';
import type { SearchTime } from './search-time.ts';

const noSenders: readonly string[] = [];

/** Texts of blocks, in no order, or as many as there is time for; who wrote them only when it matters, because there are many in a block. */
export async function searchTexts(
  db: Reader,
  cache: SearchTextCache,
  blocks: readonly Candidate[],
  { hasSenders, time }: { hasSenders: boolean; time: SearchTime },
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
  const { blocks: inIndex = [], tails = [] } = Object.groupBy(missing, ({ tail }) =>
    tail ? 'tails' : 'blocks',
  );
  const read = [...(await readTexts(db, inIndex, hasSenders)), ...(await tailTexts(db, tails, time))];
  for (const { version, ...block } of read) {
    cache.set(keyOf(block), { version, lines: block.lines, senders: hasSenders ? block.senders : undefined });
    known.push(block);
  }
  return known;
}

async function readTexts(db: Reader, blocks: readonly Candidate[], hasSenders: boolean) {
  if (blocks.length === 0) return [];
  const chatIds = blocks.map(({ chatId }) => chatId);
  const blockNos = blocks.map(({ blockNo }) => blockNo);
  const wanted = sql<{
    chatId: string;
    blockNo: number;
  }>`unnest(${chatIds}::uuid[], ${blockNos}::int[])`.as<'wanted'>(sql`wanted (chat_id, block_no)`);
  const read = await db
    .selectFrom('messageSearch as block')
    .innerJoin(wanted, (join) =>
      join.onRef('wanted.chatId', '=', 'block.chatId').onRef('wanted.blockNo', '=', 'block.blockNo'),
    )
    .select(['block.chatId', 'block.blockNo', 'block.lines'])
    .select([
      (hasSenders ? sql<string[]>`block.senders` : sql<string[]>`'{}'::uuid[]`).as('senders'),
      sql<string>`block.xmin::text`.as('version'),
      sql<boolean>`octet_length(block.signature) <> ${sql.lit(signatureBytes)}`.as('isOld'),
    ])
    .execute();
  return read.map(({ isOld, ...block }) => ({
    ...block,
    lines: isOld ? writeText(block.lines) : block.lines,
  }));
}

const keyOf = ({ chatId, blockNo }: Pick<Candidate, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;
