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
  // One order for all writers: two of them never wait for each other.
  const sorted = ranges.toSorted((a, b) => (a.chatId < b.chatId ? -1 : 1));
  const column = <Key extends keyof SentRange>(key: Key) => sorted.map((range) => range[key]);
  const now = new Date();
  const entriesDueAt = new Date(now.getTime() + entriesAfterSeconds * 1000);
  // A handful of lists: a value for each column of each chat costs more to write down than to store.
  await sql`
    insert into pending_chats as pending
      (chat_id, first_seq, last_seq, first_at, last_sender_id, last_at, due_at, ready_at, entries_due_at)
    select chat_id, first_seq, last_seq, first_at, last_sender_id, last_at,
      ${now}::timestamptz, ${now}::timestamptz, ${entriesDueAt}::timestamptz
    from unnest(${column('chatId')}::uuid[], ${column('firstSeq')}::bigint[], ${column('lastSeq')}::bigint[],
      ${column('firstAt')}::timestamptz[], ${column('lastSenderId')}::uuid[], ${column('lastAt')}::timestamptz[])
      sent (chat_id, first_seq, last_seq, first_at, last_sender_id, last_at)
    on conflict (chat_id) do update set
      first_seq = case when pending.due_at is null then excluded.first_seq
        else least(pending.first_seq, excluded.first_seq) end,
      first_at = case when pending.due_at is null then excluded.first_at
        else least(pending.first_at, excluded.first_at) end,
      last_seq = greatest(pending.last_seq, excluded.last_seq),
      last_sender_id = case when excluded.last_seq >= pending.last_seq then excluded.last_sender_id
        else pending.last_sender_id end,
      last_at = greatest(pending.last_at, excluded.last_at),
      entries_due_at = coalesce(pending.entries_due_at,
        greatest(excluded.entries_due_at, pending.entries_ready_at)),
      due_at = coalesce(pending.due_at, greatest(excluded.due_at, pending.ready_at))`.execute(trx);
}
