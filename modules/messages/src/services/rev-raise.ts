import type { ChatHead } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/** From where to where an act moved a chat's rev, and what it changed. */
export interface RevStep {
  chatId: string;
  after: number;
  rev: number;
  seqs: number[];
  /** The head as it is from now on, if it changed. */
  head?: ChatHead;
}

/**
 * Raises a chat's rev, once for an act whatever it changed, and stamps what changed with it. The chat is locked
 * by the caller and everything else is written already; announce the step after the commit.
 */
export async function revRaise(
  trx: Transaction<Database>,
  chatId: string,
  { seqs = [], isHead = false }: { seqs?: readonly number[]; isHead?: boolean },
): Promise<RevStep> {
  const { rev, title, handle, groupInfo, pins } = await trx
    .updateTable('chats')
    .set((eb) => ({
      rev: eb('rev', '+', 1),
      ...(isHead ? { headRev: eb('rev', '+', 1) } : {}),
    }))
    .where('id', '=', chatId)
    .returning(['rev', 'title', 'handle', 'groupInfo', 'pins'])
    .executeTakeFirstOrThrow();
  if (seqs.length > 0) {
    await trx
      .updateTable('messages')
      .set({ rev })
      .where('chatId', '=', chatId)
      .where(sql<boolean>`seq = any(${seqs}::bigint[])`)
      .execute();
  }
  const head = { title, handle, group: groupInfo, pins };
  return { chatId, after: rev - 1, rev, seqs: [...seqs], ...(isHead ? { head } : {}) };
}
