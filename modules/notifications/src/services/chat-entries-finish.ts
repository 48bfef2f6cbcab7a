import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';

/** Members up to this id have their entries; a crash goes on behind her. */
export async function chatEntriesMoveOn(
  trx: Trx,
  chatId: string,
  entriesDoneUntil: string,
  entriesClaimedUntil: Date,
): Promise<void> {
  await trx
    .updateTable('pendingChats')
    .set({ entriesDoneUntil, entriesClaimedUntil })
    .where('chatId', '=', chatId)
    .execute();
}

/** All members of a chat were looked at; what came meanwhile is looked at next time. */
export async function chatEntriesFinish(
  trx: Trx,
  { chatId, lastSeq }: { chatId: string; lastSeq: number },
  restSeconds: number,
): Promise<void> {
  const readyAt = new Date(Date.now() + restSeconds * 1000);
  await trx
    .updateTable('pendingChats')
    .set({
      entriesDueAt: sql<Date | null>`case when last_seq > ${lastSeq} then ${readyAt}::timestamptz end`,
      entriesReadyAt: readyAt,
      entriesRestSeconds: restSeconds,
      entriesDoneUntil: null,
      entriesClaimedUntil: null,
    })
    .where('chatId', '=', chatId)
    .execute();
}

/**
 * Somebody came back and read: what comes now is news to her again, and so is what came after the part she read. The
 * chat is looked at as soon as one that has rested.
 */
export async function chatEntriesRestart(
  trx: Trx,
  { chatId, seq }: { chatId: string; seq: number },
  afterSeconds: number,
): Promise<void> {
  const soon = new Date(Date.now() + afterSeconds * 1000);
  await trx
    .updateTable('pendingChats')
    .set({
      entriesRestSeconds: 0,
      entriesReadyAt: sql<Date>`least(entries_ready_at, ${soon}::timestamptz)`,
      entriesDueAt: sql<Date | null>`case when last_seq > ${seq} then least(entries_due_at, ${soon}::timestamptz)
        else entries_due_at end`,
    })
    .where('chatId', '=', chatId)
    .execute();
}
