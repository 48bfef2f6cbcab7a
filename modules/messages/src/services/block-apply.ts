import type { ApplyBlockRequest } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import { directBlocks, directPairLock, pairOf } from './direct-pair.ts';
import type { LiveAnnouncer } from './live-announcer.ts';

export interface BlockContext {
  db: Kysely<Database>;
  live: Pick<LiveAnnouncer, 'chatChanged' | 'chatSilenced'>;
}

type Block = Pick<ApplyBlockRequest, 'blockerId' | 'blockedId' | 'isBlocked' | 'version'>;

/**
 * Brings a block into force, or ends it: under the chat's lock, so that every send answered after this was
 * judged by it. Versions that are no newer than what is known change nothing.
 */
export async function blockApply({ db, live }: BlockContext, block: Block): Promise<void> {
  const pair = pairOf(block.blockerId, block.blockedId);
  const chat = await db.transaction().execute(async (trx) => {
    await directPairLock(trx, pair);
    const { blockerId, blockedId, isBlocked, version } = block;
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
  });
  if (!chat) return;
  const both = [block.blockerId, block.blockedId];
  live.chatSilenced(chat.id, both, chat.isBlockedByLow || chat.isBlockedByHigh);
  // Whoever is blocked learns of it when she tries to write, and not before.
  await live.chatChanged(chat.id, block.isBlocked ? [block.blockerId] : both);
}
