import type { Reader } from '../tables/database.ts';

const atOnce = 1000;

/** Members who have not read all of a chat up to a seq, in the order of their ids. */
export async function unreadMembers(
  db: Reader,
  question: { chatId: string; lastSeq: number; afterUserId: string; limit: number },
) {
  const { chatId, lastSeq, afterUserId } = question;
  let query = db
    .selectFrom('chatMembers as member')
    .leftJoin('chatMarks as marks', (join) =>
      join.onRef('marks.userId', '=', 'member.userId').onRef('marks.chatId', '=', 'member.chatId'),
    )
    .where('member.chatId', '=', chatId)
    .where('member.readSeq', '<', lastSeq)
    .where('member.firstSeq', '<=', lastSeq);
  if (afterUserId !== '') query = query.where('member.userId', '>', afterUserId);
  const rows = await query
    .select(['member.userId', 'marks.level', 'marks.mutedUntil'])
    .orderBy('member.userId')
    .limit(Math.min(question.limit || atOnce, atOnce))
    .execute();
  return rows.map(({ userId, level, mutedUntil }) => ({
    userId,
    level: level ?? 'all',
    mutedUntilMs: mutedUntil?.getTime() ?? 0,
  }));
}
