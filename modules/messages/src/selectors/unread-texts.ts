import { sql } from 'kysely';
import { messageColumns } from '../presenters/message.ts';
import type { MessageRow } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';

export interface UnreadText extends MessageRow {
  isMention: boolean;
  /** Of all that are unread there, up to a thousand. */
  count: string;
}

interface Question {
  userId: string;
  chatId: string;
  firstSeq: number;
  lastSeq: number;
}

/** More than so many are not counted. */
const countedMost = 1000;

/**
 * The newest unread texts for each question, oldest first, by its place from 1. Her own, those that wake nobody, and
 * what is not for her are left out; who wants mentions alone gets those.
 */
export async function unreadTexts(
  db: Reader,
  questions: readonly Question[],
  limit: number,
): Promise<Map<number, UnreadText[]>> {
  const columns = sql.join(messageColumns.map((column) => sql.ref(`counted.${column}`)));
  const userIds = questions.map(({ userId }) => userId);
  const chatIds = questions.map(({ chatId }) => chatId);
  const first = questions.map(({ firstSeq }) => firstSeq);
  const last = questions.map(({ lastSeq }) => lastSeq);
  const rows = await db
    .selectFrom(
      sql<UnreadText & { place: string }>`(
    select asked.place, ${columns}, counted.is_mention, counted.count
    from unnest(${userIds}::uuid[], ${chatIds}::uuid[], ${first}::bigint[], ${last}::bigint[])
      with ordinality asked (user_id, chat_id, first_seq, last_seq, place)
    join chat_members member on member.chat_id = asked.chat_id and member.user_id = asked.user_id
    left join chat_marks marks on marks.user_id = member.user_id and marks.chat_id = member.chat_id
    cross join lateral (
      select found.*, count(*) over () as count from (
        select message.*,
          exists (select from mentions
            where mentions.chat_id = message.chat_id and mentions.seq = message.seq
              and mentions.user_id = member.user_id)
          or exists (select from messages original
            where original.chat_id = message.chat_id
              and original.seq = (message.content->'replyTo'->>'seq')::bigint
              and original.sender_id = member.user_id) as is_mention
        from messages message
        where message.chat_id = member.chat_id
          and message.seq > member.read_seq and message.seq between asked.first_seq and asked.last_seq
          and message.seq >= member.first_seq
          and message.kind = 'text' and message.sender_id <> member.user_id
          and message.content->>'isSilent' is null
          and not exists (select from hidden_messages hidden
            where hidden.user_id = member.user_id and hidden.chat_id = message.chat_id
              and hidden.seq = message.seq)
        order by message.seq desc
        limit ${countedMost}
      ) found
      where coalesce(marks.level, 'all') <> 'mentions' or found.is_mention
      order by found.seq desc
      limit ${limit}
    ) counted)`.as<'told'>(sql`told`),
    )
    .selectAll()
    .orderBy('told.place')
    .orderBy('told.seq')
    .execute();
  return Map.groupBy(rows, ({ place }) => Number(place));
}
