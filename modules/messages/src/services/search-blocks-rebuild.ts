import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { BlockBuilder, SourceMessage } from '../search/block-build.ts';
import { blockOf, blockSize, firstSeqOf } from '../search/block.ts';
import { searchedMessages } from '../selectors/searched-messages.ts';
import type { Database } from '../tables/database.ts';
import { searchBlocksWrite } from './search-blocks-store.ts';

export interface BlockPlace {
  chatId: string;
  blockNo: number;
}

/** Some milliseconds at a time, in which nothing else happens in this thread. */
const mostAtOnce = 4 * blockSize;

/** Makes blocks anew from their messages; resolves with how many messages there were. */
export async function searchBlocksRebuild(
  trx: Transaction<Database>,
  builder: BlockBuilder,
  blocks: readonly BlockPlace[],
): Promise<number> {
  if (blocks.length === 0) return 0;
  const messages = await searchedMessages(
    trx,
    blocks.map(({ chatId, blockNo }) => ({
      ...{ chatId, firstSeq: firstSeqOf(blockNo) },
      lastSeq: firstSeqOf(blockNo + 1) - 1,
    })),
  );
  for (let at = 0; at < messages.length;) {
    let end = Math.min(messages.length, at + mostAtOnce);
    while (end < messages.length && isSameBlock(messages[end - 1], messages[end])) end++;
    await searchBlocksWrite(trx, builder.build(messages.slice(at, end)), 'whole');
    at = end;
  }
  return messages.length;
}

/** Those of the blocks that are there, each once. */
export async function knownBlocks(
  trx: Transaction<Database>,
  blocks: readonly BlockPlace[],
): Promise<BlockPlace[]> {
  if (blocks.length === 0) return [];
  return trx
    .selectFrom('messageSearch')
    .where(
      sql<boolean>`(chat_id, block_no) in (select * from unnest(
        ${blocks.map(({ chatId }) => chatId)}::uuid[], ${blocks.map(({ blockNo }) => blockNo)}::int[]))`,
    )
    .select(['chatId', 'blockNo'])
    .execute();
}

const isSameBlock = (a: SourceMessage | undefined, b: SourceMessage | undefined) =>
  a?.chatId === b?.chatId && blockOf(a?.seq ?? 1) === blockOf(b?.seq ?? 1);
