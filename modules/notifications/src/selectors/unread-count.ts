import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** How many entries of a user's inbox are unread. */
export async function unreadCount(db: Reader, userId: string): Promise<number> {
  const row = await db
    .selectFrom('notifications')
    .where('userId', '=', userId)
    .where('readAt', 'is', null)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The same for many users in one statement; who has none is left out. */
export async function unreadCounts(db: Reader, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('notifications')
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .where('readAt', 'is', null)
    .groupBy('userId')
    .select((eb) => ['userId', eb.fn.countAll<string>().as('count')])
    .execute();
  return new Map(rows.map(({ userId, count }) => [userId, Number(count)]));
}
