import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { BlockBuilder } from '../search/block-build.ts';
import { blockOf } from '../search/block.ts';
import type { Database } from '../tables/database.ts';
import { searchBlocksRebuild } from './search-blocks-rebuild.ts';
import { searchIndexLock } from './search-index-lock.ts';
import type { BlockPlace } from './search-blocks-rebuild.ts';

/** Of one transaction; others have their turn in it, too. */
const blocksAtOnce = 24;
const chatsAtOnce = 50;

export interface RebuildStep {
  count: number;
  isFinished: boolean;
}

/** The next few blocks of a rebuild that is under way. Stopped anywhere, it goes on from there. */
export async function searchRebuildStep(db: Kysely<Database>, builder: BlockBuilder): Promise<RebuildStep> {
  return db.transaction().execute(async (trx) => {
    const state = await trx.selectFrom('messageSearchRebuild').selectAll().executeTakeFirst();
    if (!state || state.finishedAt !== null) return { count: 0, isFinished: true };
    if (!(await searchIndexLock(trx))) return { count: 0, isFinished: false };
    const { blocks, after } = await nextBlocks(trx, state);
    const count = await searchBlocksRebuild(trx, builder, blocks);
    const isFinished = after === undefined;
    await trx
      .updateTable('messageSearchRebuild')
      .set((eb) => ({
        messageCount: eb('messageCount', '+', count),
        ...(after ? { afterChatId: after.chatId, afterBlockNo: after.blockNo } : { finishedAt: new Date() }),
      }))
      // Begun again meanwhile: then this step was of the one before.
      .where('startedAt', '=', state.startedAt)
      .execute();
    return { count, isFinished };
  });
}

/** The blocks after those that are done, and where the next step begins; undefined: there are no more chats. */
async function nextBlocks(
  trx: Transaction<Database>,
  { afterChatId, afterBlockNo }: { afterChatId: string | null; afterBlockNo: number },
): Promise<{ blocks: BlockPlace[]; after: BlockPlace | undefined }> {
  let query = trx.selectFrom('chats').select(['id', 'lastSeq']).orderBy('id').limit(chatsAtOnce);
  if (afterChatId !== null) query = query.where(sql<boolean>`id >= ${afterChatId}::uuid`);
  const blocks: BlockPlace[] = [];
  let after: BlockPlace | undefined;
  for (const { id, lastSeq } of await query.execute()) {
    const first = id === afterChatId ? afterBlockNo + 1 : 0;
    const last = lastSeq === 0 ? -1 : blockOf(lastSeq);
    for (let blockNo = first; blockNo <= last; blockNo++) {
      if (blocks.length === blocksAtOnce) return { blocks, after: blocks.at(-1) };
      blocks.push({ chatId: id, blockNo });
    }
    if (id !== afterChatId || last >= first) after = { chatId: id, blockNo: Math.max(last, first - 1) };
  }
  return { blocks, after };
}
