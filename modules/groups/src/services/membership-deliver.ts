import type { MessagesService } from '@bridges/contracts/proto';
import { kitErrors, KeyedQueue } from '@bridges/kit';
import type { Platform, RpcClient } from '@bridges/kit';
import { pendingChanges, pendingChats } from '../selectors/pending-changes.ts';
import type { Db } from '../tables/database.ts';

/** Brings stored changes into force in messages. */
export interface MembershipDelivery {
  /**
   * Resolves when messages has every change of the group that was committed before the call.
   *
   * @throws AppError kit.unavailable: the changes stand, and arrive later by event or by the next call
   */
  deliver(chatId: string): Promise<void>;
  /** The same for all groups that have unconfirmed changes; failures are left for the next time. */
  deliverAll(): Promise<void>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

/**
 * A change holds its own difference only, so messages must take each version once and in order. Sending all
 * unconfirmed versions of a group, oldest first and one sender at a time, can't run ahead of a lost one; a
 * second process sending the same is harmless, for messages drops versions that it has.
 */
export function createMembershipDelivery(
  db: Db,
  messages: Pick<RpcClient<typeof MessagesService>, 'applyMembership'>,
  log: Platform['log'],
): MembershipDelivery {
  const queue = new KeyedQueue();

  async function deliverPending(chatId: string): Promise<void> {
    for (const { version, payload } of await pendingChanges(db, chatId)) {
      try {
        await messages.applyMembership({ change: payload });
      } catch (error) {
        log.warn({ err: error, chatId, version }, 'messages did not take a membership change');
        throw kitErrors.unavailable({ cause: error });
      }
      await db
        .deleteFrom('pendingChanges')
        .where('chatId', '=', chatId)
        .where('version', '=', version)
        .execute();
    }
  }

  const deliver = (chatId: string) => queue.run(chatId, () => deliverPending(chatId));
  return {
    deliver,
    async deliverAll() {
      for (const chatId of await pendingChats(db)) await deliver(chatId).catch(() => {});
    },
    idle: () => queue.idle(),
  };
}
