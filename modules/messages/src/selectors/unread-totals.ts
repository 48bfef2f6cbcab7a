import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** How much is unread for each of these users over all their chats. */
export async function unreadTotals(db: Reader, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .where(sql<boolean>`member.user_id = any(${[...new Set(userIds)]}::uuid[])`)
    .groupBy('member.userId')
    .select([
      'member.userId',
      sql<string>`sum(greatest(0, chat.last_seq - greatest(member.read_seq, member.first_seq - 1)))`.as(
        'total',
      ),
    ])
    .execute();
  return new Map(rows.map(({ userId, total }) => [userId, Number(total)]));
}
