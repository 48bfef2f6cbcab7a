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
 * Somebody came back and read: what comes now is news to her again, and so is what came after the part she read. Her
 * chats are looked at as soon as such as have rested.
 */
export async function chatEntriesRestart(
  trx: Trx,
  read: readonly { chatId: string; seq: number }[],
  afterSeconds: number,
): Promise<void> {
  if (read.length === 0) return;
  const soon = new Date(Date.now() + afterSeconds * 1000);
  // Of several readers of a chat, who read least. One order for all writers: two of them never wait for each other.
  const least = new Map(read.toSorted((a, b) => b.seq - a.seq).map(({ chatId, seq }) => [chatId, seq]));
  const sorted = [...least].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    update pending_chats chat set
      entries_rest_seconds = 0,
      entries_ready_at = least(chat.entries_ready_at, ${soon}::timestamptz),
      entries_due_at = case when chat.last_seq > read.seq then least(chat.entries_due_at, ${soon}::timestamptz)
        else chat.entries_due_at end
    from unnest(${sorted.map(([chatId]) => chatId)}::uuid[], ${sorted.map(([, seq]) => seq)}::bigint[])
      read (chat_id, seq)
    where chat.chat_id = read.chat_id`.execute(trx);
}
