import type { MessagesService } from '@bridges/contracts/proto';
import { KeyedQueue, kitErrors } from '@bridges/kit';
import type { Platform, RpcClient } from '@bridges/kit';
import { pendingBlock, pendingBlocks } from '../selectors/pending-blocks.ts';
import type { Db } from '../tables/database.ts';

/** Brings stored blocks into force in messages. */
export interface BlockDelivery {
  /**
   * Resolves when messages has the pair's newest state.
   *
   * @throws AppError kit.unavailable: it stands, and arrives by the next call or within a minute
   */
  deliver(blockerId: string, blockedId: string): Promise<void>;
  /** The same for all pairs that messages has not confirmed; failures are left for the next time. */
  deliverAll(): Promise<void>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

export function createBlockDelivery(
  db: Db,
  messages: Pick<RpcClient<typeof MessagesService>, 'applyBlock'>,
  log: Platform['log'],
): BlockDelivery {
  const queue = new KeyedQueue();

  async function deliverPair(blockerId: string, blockedId: string): Promise<void> {
    const pending = await pendingBlock(db, blockerId, blockedId);
    if (!pending) return;
    const { isActive, version } = pending;
    try {
      await messages.applyBlock({ blockerId, blockedId, isBlocked: isActive, version });
    } catch (error) {
      log.warn({ err: error }, 'messages did not take a block');
      throw kitErrors.unavailable({ cause: error });
    }
    await db
      .updateTable('blocks')
      .set({ isDelivered: true })
      .where('blockerId', '=', blockerId)
      .where('blockedId', '=', blockedId)
      .where('version', '=', version)
      .execute();
  }

  const deliver = (blockerId: string, blockedId: string) =>
    queue.run(`${blockerId}:${blockedId}`, () => deliverPair(blockerId, blockedId));
  return {
    deliver,
    async deliverAll() {
      for (const { blockerId, blockedId } of await pendingBlocks(db)) {
        await deliver(blockerId, blockedId).catch(() => {});
      }
    },
    idle: () => queue.idle(),
  };
}
