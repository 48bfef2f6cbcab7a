import type { Reader } from '../tables/database.ts';

/** Whether there is no administrator yet. */
export async function setupNeeded(db: Reader): Promise<boolean> {
  const admin = await db
    .selectFrom('users')
    .select('id')
    .where('isAdmin', '=', true)
    .limit(1)
    .executeTakeFirst();
  return !admin;
}
