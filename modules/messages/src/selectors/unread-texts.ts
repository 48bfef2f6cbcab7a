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
  // Up to a thousand are walked for each question, and a few are told: what only those need is looked up at the end.
  const rows = await db
    .selectFrom(
      sql<UnreadText & { place: string }>`(
    select asked.place, ${columns}, ${isMention(sql`message.seq`, replySeq)} as is_mention, newest.count
    from unnest(${userIds}::uuid[], ${chatIds}::uuid[], ${first}::bigint[], ${last}::bigint[])
      with ordinality asked (user_id, chat_id, first_seq, last_seq, place)
    join chat_members member on member.chat_id = asked.chat_id and member.user_id = asked.user_id
    left join chat_marks marks on marks.user_id = member.user_id and marks.chat_id = member.chat_id
    cross join lateral (
      select found.seq, count(*) over () as count from (
        select message.seq, ${replySeq} as reply_seq
        from messages message
        where message.chat_id = member.chat_id
          and message.seq > member.read_seq and message.seq between asked.first_seq and asked.last_seq
          and message.seq >= member.first_seq
          and message.kind = 'text' and message.sender_id <> member.user_id
          and message.content->>'isSilent' is null
          and message.seq <> all (array(select hidden.seq from hidden_messages hidden
            where hidden.user_id = member.user_id and hidden.chat_id = member.chat_id
              and hidden.seq > member.read_seq))
        order by message.seq desc
        limit ${countedMost}
      ) found
      where coalesce(marks.level, 'all') <> 'mentions' or ${isMention(sql`found.seq`, sql`found.reply_seq`)}
      order by found.seq desc
      limit ${limit}
    ) newest
    join messages message on message.chat_id = member.chat_id and message.seq = newest.seq)`.as<'told'>(
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
      where mentions.chat_id = member.chat_id and mentions.seq = ${seq} and mentions.user_id = member.user_id)
    or exists (select from messages original
      where original.chat_id = member.chat_id and original.seq = ${answered}
        and original.sender_id = member.user_id))`;
}
