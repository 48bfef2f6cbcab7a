import type { BlockChanged } from '@bridges/contracts/proto';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import { directBlocks, directPairLock, pairOf } from './direct-pair.ts';
import type { LiveAnnouncer } from './live-announcer.ts';

export type Block = Pick<BlockChanged, 'blockerId' | 'blockedId' | 'isBlocked' | 'version'>;

/** The direct chat whose rules changed. */
export interface BlockedChat {
  id: string;
  isBlockedByLow: boolean;
  isBlockedByHigh: boolean;
}

/**
 * Brings a block into force, or ends it: under the chat's lock, so that every send answered after this was
 * judged by it. Versions that are no newer than what is known change nothing.
 */
export async function blockApply(trx: Transaction<Database>, block: Block): Promise<BlockedChat | undefined> {
  const pair = pairOf(block.blockerId, block.blockedId);
  const { blockerId, blockedId, isBlocked, version } = block;
  await directPairLock(trx, pair);
  const applied = await trx
    .insertInto('directBlocks')
    .values({ blockerId, blockedId, isBlocked, version })
    .onConflict((conflict) =>
      conflict
        .columns(['blockerId', 'blockedId'])
        .doUpdateSet({ isBlocked, version })
        .where('directBlocks.version', '<', version),
    )
    .returning('version')
    .executeTakeFirst();
  if (!applied) return undefined;
  return trx
    .updateTable('chats')
    .set(await directBlocks(trx, pair))
    .where('userLow', '=', pair.userLow)
    .where('userHigh', '=', pair.userHigh)
    .returning(['id', 'isBlockedByLow', 'isBlockedByHigh'])
    .executeTakeFirst();
}

/** After the commit. Whoever is blocked learns of it when she tries to write, and not before. */
export async function blockAnnounce(
  live: Pick<LiveAnnouncer, 'chatChanged' | 'chatSilenced'>,
  block: Block,
  chat: BlockedChat | undefined,
): Promise<void> {
  if (!chat) return;
  const both = [block.blockerId, block.blockedId];
  live.chatSilenced(chat.id, both, chat.isBlockedByLow || chat.isBlockedByHigh);
  await live.chatChanged(chat.id, block.isBlocked ? [block.blockerId] : both);
}
