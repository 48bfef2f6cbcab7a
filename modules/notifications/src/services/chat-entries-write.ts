import { sql } from 'kysely';
import { chatEntryId } from '../policies/chat-entry.ts';
import { messageKey } from '../policies/merge-keys.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

/** The last message of a chat, for somebody who has not read it. */
export interface ChatNews {
  userId: string;
  chatId: string;
  seq: number;
  senderId: string;
  at: Date;
}

export type WrittenEntry = NotificationRow & {
  /** She had none of this chat. */
  isNew: boolean;
};

/**
 * One entry a person and chat, moved up to the last message. Again: nothing changes, nor when she marked it as read.
 * None where a mention or a reply tells her of that message, nor of people she has blocked.
 */
export async function chatEntriesWrite(trx: Trx, news: readonly ChatNews[]): Promise<WrittenEntry[]> {
  if (news.length === 0) return [];
  // One order for all writers: two of them never wait for each other.
  const sorted = news
    .map((one) => ({
      ...one,
      id: chatEntryId(one.userId, one.chatId),
      told: messageKey(one.chatId, one.seq),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const column = <Key extends keyof (typeof sorted)[number]>(key: Key) => sorted.map((one) => one[key]);
  const { rows } = await sql<WrittenEntry>`
    insert into notifications (id, user_id, kind, details, created_at, chat_id, seq, actor_ids)
    select new.id, new.user_id, 'messages', '{}', new.at, new.chat_id, new.seq, array[new.sender_id]
    from unnest(${column('id')}::uuid[], ${column('userId')}::uuid[], ${column('chatId')}::uuid[],
      ${column('seq')}::bigint[], ${column('senderId')}::uuid[], ${column('at')}::timestamptz[],
      ${column('told')}::text[]) new (id, user_id, chat_id, seq, sender_id, at, told)
    where not exists (select from notifications known
        where known.user_id = new.user_id and known.merge_key = new.told and known.read_at is null)
      and not exists (select from blocks
        where blocker_id = new.user_id and blocked_id = new.sender_id and is_blocked)
    order by new.id
    on conflict (id) do update set
      seq = excluded.seq, created_at = excluded.created_at, actor_ids = excluded.actor_ids, read_at = null
      where notifications.seq < excluded.seq
    returning *, xmax = 0 as is_new`.execute(trx);
  return rows;
}
