import type { Kysely } from 'kysely';
import type { BlockBuilder } from '../search/block-build.ts';
import type { Database } from '../tables/database.ts';
import { knownBlocks, searchBlocksRebuild } from './search-blocks-rebuild.ts';
import { searchIndexLock } from './search-index-lock.ts';
import { blocksOf, searchQueueRead, searchQueueRemove } from './search-queue.ts';

/**
 * Makes blocks anew of which something was edited or deleted, whatever else waits or is under way: a block that is not
 * there yet will be made from what its messages are then.
 *
 * @returns whether more may have changed
 */
export function searchChangesAdvance(db: Kysely<Database>, builder: BlockBuilder): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await searchIndexLock(trx))) return true;
    const { rows, hasMore } = await searchQueueRead(trx, 'changes');
    await searchBlocksRebuild(trx, builder, await knownBlocks(trx, blocksOf(rows)));
    await searchQueueRemove(
      trx,
      rows.map(({ id }) => id),
    );
    return hasMore;
  });
}
