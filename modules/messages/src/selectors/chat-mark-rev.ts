import type { Reader } from '../tables/database.ts';

/** Where a user's own view stands. Ask before what is told with it, so that the answer is never behind its rev. */
export async function chatMarkRev(db: Reader, userId: string): Promise<number> {
  const row = await db.selectFrom('userRevs').where('userId', '=', userId).select('rev').executeTakeFirst();
  return row?.rev ?? 0;
}
