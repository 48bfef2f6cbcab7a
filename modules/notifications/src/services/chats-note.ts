import { sql } from 'kysely';
import type { SentRange } from '../presenters/sent-ranges.ts';
import type { Trx } from '../tables/database.ts';

/** Remembers that readers of these chats are to be looked for: a burst is one row. */
export async function chatsNote(
  trx: Trx,
  ranges: readonly SentRange[],
  entriesAfterSeconds: number,
): Promise<void> {
  if (ranges.length === 0) return;
  const now = new Date();
  const entriesDueAt = new Date(now.getTime() + entriesAfterSeconds * 1000);
  await trx
    .insertInto('pendingChats')
    .values(
      // One order for all writers: two of them never wait for each other.
      ranges
        .toSorted((a, b) => (a.chatId < b.chatId ? -1 : 1))
        .map((range) => ({
          ...range,
          dueAt: now,
          readyAt: now,
          doneUntil: null,
          claimedUntil: null,
          entriesDueAt,
          entriesReadyAt: null,
          entriesDoneUntil: null,
          entriesClaimedUntil: null,
        })),
    )
    .onConflict((conflict) =>
      conflict.column('chatId').doUpdateSet((eb) => ({
        firstSeq: sql<number>`case when pending_chats.due_at is null then excluded.first_seq
          else least(pending_chats.first_seq, excluded.first_seq) end`,
        firstAt: sql<Date>`case when pending_chats.due_at is null then excluded.first_at
          else least(pending_chats.first_at, excluded.first_at) end`,
        lastSeq: sql<number>`greatest(pending_chats.last_seq, excluded.last_seq)`,
        lastSenderId: sql<string>`case when excluded.last_seq >= pending_chats.last_seq then excluded.last_sender_id
          else pending_chats.last_sender_id end`,
        lastAt: sql<Date>`greatest(pending_chats.last_at, excluded.last_at)`,
        entriesDueAt: eb.fn.coalesce(
          'pendingChats.entriesDueAt',
          sql<Date>`greatest(excluded.entries_due_at, pending_chats.entries_ready_at)`,
        ),
        dueAt: eb.fn.coalesce(
          'pendingChats.dueAt',
          sql<Date>`greatest(excluded.due_at, pending_chats.ready_at)`,
        ),
      })),
    )
    .execute();
}
