import type { Reader } from '../tables/database.ts';

/**
 * Who becomes owner when `leaverId` goes: nobody while another owner stays, else the longest-standing admin,
 * else the longest-standing member. Equal joining times fall to the smaller id, so that it is one answer; it
 * is the first row of an index, however many members there are.
 */
export async function nextOwner(db: Reader, chatId: string, leaverId: string): Promise<string | undefined> {
  const first = await db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('userId', '!=', leaverId)
    .select(['userId', 'role'])
    .orderBy('rank')
    .orderBy('joinedAt')
    .orderBy('userId')
    .limit(1)
    .executeTakeFirst();
  return first === undefined || first.role === 'owner' ? undefined : first.userId;
}
