import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

/** When users signed in last, as this viewer may know it: administrators of all, everybody else of herself alone. */
export async function signInTimes(
  db: Reader,
  viewer: { userId: string; isAdmin: boolean },
  userIds: readonly string[],
): Promise<Map<string, Date | null>> {
  const known = userIds.filter((id) => isUuid(id) && (viewer.isAdmin || id === viewer.userId));
  if (known.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', 'lastSignInAt'])
    .where('id', '=', sql<string>`any(${known}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, lastSignInAt }) => [id, lastSignInAt]));
}
