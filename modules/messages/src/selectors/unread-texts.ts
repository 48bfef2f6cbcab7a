import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
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
  const columns = sql.join(messageColumns.map((column) => sql.ref(`message.${column}`)));
  const userIds = questions.map(({ userId }) => userId);
  const chatIds = questions.map(({ chatId }) => chatId);
  const first = questions.map(({ firstSeq }) => firstSeq);
  const last = questions.map(({ lastSeq }) => lastSeq);
  // Up to a thousand are walked, once for all who have the same part of a chat before them: in a large group that is
  // most of it. Nothing of one's own is among them, since whoever posts has read up to there. A few are told; what only
  // those need is looked up at the end, each by its key: a join would be planned by how many there were lately, and in a
  // chat that fills quickly it read all of it for each question.
  const rows = await db
    .selectFrom(
      sql<UnreadText & { place: string }>`(
    with asked as materialized (
      select asked.place, member.user_id, member.chat_id,
        greatest(asked.first_seq, member.first_seq, member.read_seq + 1) as low, asked.last_seq as high,
        coalesce(marks.level = 'mentions', false) as is_choosy,
        case when member.has_hidden or marks.level = 'mentions' then member.user_id end as alone_id
      from unnest(${userIds}::uuid[], ${chatIds}::uuid[], ${first}::bigint[], ${last}::bigint[])
        with ordinality asked (user_id, chat_id, first_seq, last_seq, place)
      join chat_members member on member.chat_id = asked.chat_id and member.user_id = asked.user_id
      left join chat_marks marks on marks.user_id = member.user_id and marks.chat_id = member.chat_id
    ), walked as materialized (
      select reader.*, newest.seq, newest.count
      from (select distinct chat_id, low, high, is_choosy, alone_id as user_id from asked) reader
      cross join lateral (
        select found.seq, count(*) over () as count from (
          select message.seq, ${replySeq} as reply_seq
          from messages message
          where message.chat_id = reader.chat_id and message.seq between reader.low and reader.high
            and message.kind = 'text' and message.content->>'isSilent' is null
            and message.sender_id is distinct from reader.user_id
            and message.seq <> all (array(select hidden.seq from hidden_messages hidden
              where hidden.user_id = reader.user_id and hidden.chat_id = reader.chat_id
                and hidden.seq >= reader.low))
          order by message.seq desc
          limit ${countedMost}
        ) found
        where not reader.is_choosy or ${isMention(sql`found.seq`, sql`found.reply_seq`)}
        order by found.seq desc
        limit ${limit}
      ) newest
    )
    select reader.place, ${columns}, ${isMention(sql`message.seq`, replySeq)} as is_mention, walked.count
    from asked reader
    join walked on walked.chat_id = reader.chat_id and walked.low = reader.low and walked.high = reader.high
      and walked.user_id is not distinct from reader.alone_id
    cross join lateral (select * from messages message
      where message.chat_id = walked.chat_id and message.seq = walked.seq limit 1) message)`.as<'told'>(
        sql`told`,
      ),
    )
    .selectAll()
    .orderBy('told.place')
    .orderBy('told.seq')
    .execute();
  return Map.groupBy(rows, ({ place }) => Number(place));
}

const replySeq = sql`(message.content->'replyTo'->>'seq')::bigint`;

/** She is named in a message, or it answers one of hers. */
function isMention(seq: RawBuilder<unknown>, answered: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from mentions
      where mentions.chat_id = reader.chat_id and mentions.seq = ${seq} and mentions.user_id = reader.user_id)
    or coalesce(reader.user_id = (select original.sender_id from messages original
      where original.chat_id = reader.chat_id and original.seq = ${answered}), false))`;
}
