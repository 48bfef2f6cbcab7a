import type { Kysely, Transaction } from 'kysely';
import type { BlockBuilder } from '../search/block-build.ts';
import type { Database } from '../tables/database.ts';
import type { RecentMessages } from './recent-messages.ts';
import { knownBlocks, searchBlocksRebuild } from './search-blocks-rebuild.ts';
import type { BlockPlace } from './search-blocks-rebuild.ts';
import { behindOf, searchEndsExtend } from './search-ends-extend.ts';
import type { ChatBehind } from './search-ends-extend.ts';
import { searchIndexLock } from './search-index-lock.ts';
import { blocksOf, searchQueueRead, searchQueueRemove } from './search-queue.ts';
import type { QueueRow } from './search-queue.ts';

/** Chats in one transaction: their ends are read and written whole. */
const mostChats = 256;
/**
 * Messages in one transaction, give or take a block: what it takes to begin and to plan one is some part of what so many
 * cost.
 */
const mostAtOnce = 8192;
/** Of them those that are read back, which come with all their texts. */
const mostRead = 2048;

/** What one process works on. Whatever is lost of it is in the queue still: its rows leave that with the last of it. */
export interface IndexWork {
  builder: BlockBuilder;
  recent: RecentMessages;
  pass?: Pass | undefined;
  /** Rows of the queue that the last pass left there, because it did only what fills blocks. */
  spared?: ReadonlySet<string>;
}

/** What some rows of the queue ask for, and is not done yet. */
interface Pass {
  /** Those that leave the queue with it. */
  ids: readonly string[];
  /** Those that stay for the next one. */
  spared: ReadonlySet<string>;
  /** That have something after their last block, and how much of it is for this pass. */
  chats: readonly ChatBehind[];
  blocks: readonly BlockPlace[];
  /** The queue holds more than these rows. */
  hasMore: boolean;
}

export interface PassOptions {
  /**
   * Blocks are written when they are full, so each of them once, as far as that keeps nothing waiting for more than the
   * next pass.
   */
  isSparing?: boolean;
}

export interface AdvanceResult {
  /** Messages that were indexed. */
  count: number;
  /**
   * More: of what was begun, or in the queue. Ends: messages that fill no block. Others: another process writes the
   * index now.
   */
  left: 'nothing' | 'more' | 'ends' | 'others';
}

/**
 * Indexes what the queue names, some of it in each call, from the messages as they are now: whatever is repeated, or
 * comes late or in another order, the index becomes what it should be.
 */
export async function searchIndexAdvance(
  db: Kysely<Database>,
  work: IndexWork,
  options: PassOptions = {},
): Promise<AdvanceResult> {
  const begun = work.pass;
  // If this fails, it begins anew with what the queue says then.
  work.pass = undefined;
  return db.transaction().execute(async (trx) => {
    if (!(await searchIndexLock(trx))) return { count: 0, left: 'others' };
    const pass = begun ?? (await begin(trx, work, options));
    const taken = fillingABatch(pass.chats);
    const extended = await searchEndsExtend(trx, work, taken, { known: mostAtOnce, read: mostRead });
    // What is left of these comes after the others: nobody is kept waiting by a chat that is far behind.
    const chats = [...pass.chats.slice(taken.length), ...extended.left];
    if (chats.length > 0) {
      work.pass = { ...pass, chats };
      return { count: extended.count, left: 'more' };
    }
    // The ends first: a block that is not there yet was made with them, from what its messages are now.
    const rebuilt = await searchBlocksRebuild(trx, work.builder, await knownBlocks(trx, pass.blocks));
    await searchQueueRemove(trx, pass.ids);
    work.spared = pass.spared;
    const left = pass.hasMore ? 'more' : pass.spared.size > 0 ? 'ends' : 'nothing';
    return { count: rebuilt + extended.count, left };
  });
}

/**
 * A row that asks for ends stays until the next pass if this one does only what fills blocks. By then each of its chats
 * has got so far that a block is full, or is indexed up to what it holds; what follows is of messages that came since,
 * and so of rows that did.
 */
async function begin(
  trx: Transaction<Database>,
  { recent, spared: sparedBefore = new Set() }: IndexWork,
  { isSparing = false }: PassOptions,
): Promise<Pass> {
  const { rows, hasMore } = await searchQueueRead(trx, 'all');
  const staying = (row: QueueRow) => isSparing && row.blockNo === null && !sparedBefore.has(row.id);
  const [chatIds, urgent] = [new Set<string>(), new Set<string>()];
  for (const row of rows) {
    if (row.blockNo !== null) continue;
    for (const id of row.chatIds) {
      chatIds.add(id);
      if (!staying(row)) urgent.add(id);
    }
  }
  return {
    ids: rows.filter((row) => !staying(row)).map(({ id }) => id),
    spared: new Set(rows.filter(staying).map(({ id }) => id)),
    chats: await behindOf(trx, recent, [...chatIds].toSorted(), { isSparing, urgent }),
    blocks: blocksOf(rows),
    hasMore,
  };
}

/** The first chats, until there are as many of them or of their messages as one transaction takes. */
function fillingABatch(chats: Pass['chats']): ChatBehind[] {
  let room = mostAtOnce;
  return chats.slice(0, mostChats).filter(({ after, until }) => {
    const isTaken = room > 0;
    room -= until - after;
    return isTaken;
  });
}
