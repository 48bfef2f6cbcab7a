import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { RecentMessages } from './recent-messages.ts';
import type { BlockBuilder } from './search-block-build.ts';
import { searchBlocksRebuild } from './search-blocks-rebuild.ts';
import type { BlockPlace } from './search-blocks-rebuild.ts';
import { behindOf, searchEndsExtend } from './search-ends-extend.ts';
import { searchIndexLock } from './search-index-lock.ts';
import { searchQueueRead } from './search-queue.ts';
import type { QueuePart } from './search-queue.ts';

/** Chats in one transaction: their ends are read and written whole. */
const mostChats = 256;
/** Messages in one transaction; some milliseconds, in which nothing else happens in this process. */
export const mostAtOnce = 2048;

/** What one process works on. Whatever is lost of it is in the queue still: its rows leave that with the last of it. */
export interface IndexWork {
  builder: BlockBuilder;
  recent: RecentMessages;
  pass?: Pass | undefined;
}

/** What some rows of the queue ask for, and is not done yet. */
interface Pass {
  ids: readonly string[];
  /** That have something after their last block, and how much. */
  chats: readonly { id: string; count: number }[];
  blocks: readonly BlockPlace[];
  /** The queue holds more than these rows. */
  hasMore: boolean;
}

export interface AdvanceResult {
  /** Messages that were indexed. */
  count: number;
  /** More: of what was begun, or in the queue. Others: another process writes the index now. */
  left: 'nothing' | 'more' | 'others';
}

/**
 * Indexes what the queue names, some of it in each call, from the messages as they are now: whatever is repeated, or
 * comes late or in another order, the index becomes what it should be.
 *
 * @param what is begun; what was begun is gone on with, whatever it is
 */
export async function searchIndexAdvance(
  db: Kysely<Database>,
  work: IndexWork,
  what: QueuePart = 'all',
): Promise<AdvanceResult> {
  const begun = work.pass;
  // If this fails, it begins anew with what the queue says then.
  work.pass = undefined;
  return db.transaction().execute(async (trx) => {
    if (!(await searchIndexLock(trx))) return { count: 0, left: 'others' };
    const pass = begun ?? (await begin(trx, what));
    if (pass.ids.length === 0) return { count: 0, left: 'nothing' };
    const taken = fillingABatch(pass.chats);
    const extended = await searchEndsExtend(trx, work, taken, mostAtOnce);
    const chats = pass.chats.filter(({ id }, at) => at >= taken.length || extended.isUnfinished(id));
    if (chats.length > 0) {
      work.pass = { ...pass, chats };
      return { count: extended.count, left: 'more' };
    }
    // The ends first: a block that is not there yet was made with them, from what its messages are now.
    const rebuilt = await searchBlocksRebuild(trx, work.builder, await known(trx, pass.blocks));
    await trx
      .deleteFrom('messageSearchQueue')
      .where(sql<boolean>`id = any(${pass.ids}::bigint[])`)
      .execute();
    return { count: rebuilt + extended.count, left: pass.hasMore ? 'more' : 'nothing' };
  });
}

async function begin(trx: Transaction<Database>, what: QueuePart): Promise<Pass> {
  const { ids, chatIds, blocks, hasMore } = await searchQueueRead(trx, what);
  return { ids, chats: await behindOf(trx, chatIds), blocks, hasMore };
}

/** The first chats, until there are as many of them or of their messages as one transaction takes. */
function fillingABatch(chats: Pass['chats']): string[] {
  let room = mostAtOnce;
  return chats
    .slice(0, mostChats)
    .filter(({ count }) => {
      const isTaken = room > 0;
      room -= count;
      return isTaken;
    })
    .map(({ id }) => id);
}

/** Those of the blocks that are there, each once. */
async function known(trx: Transaction<Database>, blocks: readonly BlockPlace[]): Promise<BlockPlace[]> {
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
