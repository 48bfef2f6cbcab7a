import { sql } from 'kysely';

/** What a list of chats is narrowed to; absent: nothing. */
export interface ChatListFilters {
  folder?: string | undefined;
  archived?: boolean | undefined;
  unread?: boolean | undefined;
  mentions?: boolean | undefined;
}

/** A cursor belongs to one list: the same filters. */
export function chatListName({ folder = '', archived, unread, mentions }: ChatListFilters): string {
  const flags = [archived, unread, mentions];
  return flags.every((flag) => flag === undefined) && folder === ''
    ? 'chats'
    : ['chats', folder, ...flags.map(String)].join(':');
}

// The same rules as `isInArchive` of the policies and the SDK's selectors, for the database.
export const inArchive = sql<boolean>`coalesce(marks.is_archived
  and (chat.last_seq <= marks.archived_seq or marks.muted_until > now()), false)`;
const unread = sql<boolean>`(chat.last_seq > member.read_seq
  or coalesce(marks.is_marked_unread and member.read_seq <= marks.marked_read_seq, false))`;
const mentioned = sql<boolean>`exists (select from attentions a where a.user_id = member.user_id
  and a.chat_id = member.chat_id and a.kind = 'mention' and a.seq > member.read_seq)`;

/** Of chats, members and marks joined. */
export function chatListFilters(filters: ChatListFilters) {
  const wanted = [
    ...(filters.folder === undefined ? [] : [sql`${filters.folder}::uuid = any(marks.folder_ids)`]),
    ...[
      { flag: filters.archived, rule: inArchive },
      { flag: filters.unread, rule: unread },
      { flag: filters.mentions, rule: mentioned },
    ].flatMap(({ flag, rule }) => (flag === undefined ? [] : [flag ? rule : sql`not ${rule}`])),
  ];
  return wanted.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(wanted, sql` and `)})`;
}
