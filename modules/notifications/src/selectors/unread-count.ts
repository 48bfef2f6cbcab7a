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
