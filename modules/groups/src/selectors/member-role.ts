import type { Reader } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';

/** A user's role in a group; undefined when she is not in it, or there is no such group. */
export async function memberRole(db: Reader, chatId: string, userId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .select('role')
    .executeTakeFirst();
  return row?.role;
}
