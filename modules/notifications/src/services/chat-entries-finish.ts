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

/** All members of these chats were looked at; what came meanwhile is looked at next time. */
export async function chatEntriesFinish(
  trx: Trx,
  chats: readonly { chatId: string; lastSeq: number; restSeconds: number }[],
): Promise<void> {
  if (chats.length === 0) return;
  // One order for all writers: two of them never wait for each other.
  const sorted = chats.toSorted((a, b) => (a.chatId < b.chatId ? -1 : 1));
  const now = Date.now();
  const readyAt = sorted.map(({ restSeconds }) => new Date(now + restSeconds * 1000));
  await sql`
    update pending_chats chat set
      entries_due_at = case when chat.last_seq > done.last_seq then done.ready_at end,
      entries_ready_at = done.ready_at, entries_rest_seconds = done.rest_seconds,
      entries_done_until = null, entries_claimed_until = null
    from unnest(${sorted.map(({ chatId }) => chatId)}::uuid[], ${sorted.map(({ lastSeq }) => lastSeq)}::bigint[],
      ${sorted.map(({ restSeconds }) => restSeconds)}::int[], ${readyAt}::timestamptz[])
      done (chat_id, last_seq, rest_seconds, ready_at)
    where chat.chat_id = done.chat_id`.execute(trx);
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
