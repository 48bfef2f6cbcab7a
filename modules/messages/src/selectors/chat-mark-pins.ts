import type { Reader } from '../tables/database.ts';

/** The chats a user has pinned and still has, the topmost first. */
export async function chatMarkPins(
  db: Reader,
  userId: string,
): Promise<{ chatId: string; pinOrder: number }[]> {
  return db
    .selectFrom('chatMarks as marks')
    .innerJoin('chatMembers as member', (join) =>
      join.onRef('member.chatId', '=', 'marks.chatId').onRef('member.userId', '=', 'marks.userId'),
    )
    .where('marks.userId', '=', userId)
    .where('marks.pinOrder', 'is not', null)
    .select(['marks.chatId', 'marks.pinOrder'])
    .$narrowType<{ pinOrder: number }>()
    .orderBy('marks.pinOrder')
    .execute();
}
