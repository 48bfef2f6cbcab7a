import type { Reader } from '../tables/database.ts';

/** Groups of thousands may have hundreds of admins; these many are told of requests. */
const most = 50;

/** Owners and admins, who answer requests to join: owners first, the longest-standing first. */
export async function admitters(db: Reader, chatId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('rank', '<', 2)
    .select('userId')
    .orderBy('rank')
    .orderBy('joinedAt')
    .orderBy('userId')
    .limit(most)
    .execute();
  return rows.map((row) => row.userId);
}
