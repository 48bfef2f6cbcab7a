import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { blockOf, blockSize, firstSeqOf } from '../search/block.ts';
import { msOf } from '../selectors/ms-of.ts';
import type { Database } from '../tables/database.ts';
import type { BlockBuilder, SourceMessage } from './search-block-build.ts';
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
  const wanted = sql<{ chatId: string; fromSeq: number }>`unnest(
    ${blocks.map(({ chatId }) => chatId)}::uuid[],
    ${blocks.map(({ blockNo }) => firstSeqOf(blockNo))}::bigint[])`.as<'wanted'>(
    sql`wanted (chat_id, from_seq)`,
  );
  const messages = await trx
    .selectFrom('messages as message')
    .innerJoin(wanted, (join) =>
      join
        .onRef('message.chatId', '=', 'wanted.chatId')
        .on(
          sql<boolean>`message.seq between wanted.from_seq and wanted.from_seq + ${sql.lit(blockSize - 1)}`,
        ),
    )
    .select([
      'message.chatId',
      'message.seq',
      'message.senderId',
      'message.kind',
      'message.body',
      msOf('message.createdAt').as('createdAtMs'),
      'message.content',
    ])
    .orderBy('message.chatId')
    .orderBy('message.seq')
    .execute();
  for (let at = 0; at < messages.length;) {
    let end = Math.min(messages.length, at + mostAtOnce);
    while (end < messages.length && isSameBlock(messages[end - 1], messages[end])) end++;
    await searchBlocksWrite(trx, builder.build(messages.slice(at, end)), 'whole');
    at = end;
  }
  return messages.length;
}

const isSameBlock = (a: SourceMessage | undefined, b: SourceMessage | undefined) =>
  a?.chatId === b?.chatId && blockOf(a?.seq ?? 1) === blockOf(b?.seq ?? 1);
