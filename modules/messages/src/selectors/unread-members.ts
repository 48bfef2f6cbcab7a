import { sql } from 'kysely';
import type { ChatMarks } from '@bridges/contracts';
import type { Reader } from '../tables/database.ts';

export interface UnreadMembersQuestion {
  chatId: string;
  lastSeq: number;
  afterUserId: string;
}

interface Row {
  place: string;
  userId: string;
  level: ChatMarks['level'];
  mutedUntil: Date | null;
}

const questionsMost = 200;
const membersMost = 1000;

/** Members who have not read all of a chat up to a seq, in the order of their ids: a page for each question. */
export async function unreadMembers(db: Reader, asked: readonly UnreadMembersQuestion[], pageLimit: number) {
  const questions = asked.slice(0, questionsMost);
  if (questions.length === 0) return [];
  const limit = Math.min(pageLimit || membersMost, membersMost);
  const pages = Map.groupBy(await rowsOf(db, questions, limit + 1), ({ place }) => Number(place));
  return questions.map((_, index) => {
    const rows = pages.get(index + 1) ?? [];
    return {
      members: rows.slice(0, limit).map(({ userId, level, mutedUntil }) => ({
        userId,
        level,
        mutedUntilMs: mutedUntil?.getTime() ?? 0,
      })),
      hasMore: rows.length > limit,
    };
  });
}

async function rowsOf(
  db: Reader,
  questions: readonly UnreadMembersQuestion[],
  limit: number,
): Promise<Row[]> {
  const chatIds = questions.map(({ chatId }) => chatId);
  const seqs = questions.map(({ lastSeq }) => lastSeq);
  const after = questions.map(({ afterUserId }) => (afterUserId === '' ? null : afterUserId));
  return db
    .selectFrom(
      sql<Row>`(
        select asked.place, member.user_id, coalesce(marks.level, 'all') as level, marks.muted_until
        from unnest(${chatIds}::uuid[], ${seqs}::bigint[], ${after}::uuid[])
          with ordinality asked (chat_id, last_seq, after_user_id, place)
        cross join lateral (
          select found.user_id from chat_members found
          where found.chat_id = asked.chat_id
            and (asked.after_user_id is null or found.user_id > asked.after_user_id)
            and found.read_seq < asked.last_seq and found.first_seq <= asked.last_seq
          order by found.user_id
          limit ${limit}
        ) member
        left join chat_marks marks on marks.user_id = member.user_id and marks.chat_id = asked.chat_id
      )`.as<'found'>(sql`found`),
    )
    .selectAll()
    .orderBy('found.place')
    .orderBy('found.userId')
    .execute();
}
