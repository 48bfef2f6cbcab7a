import type { Reader } from '../tables/database.ts';

/** Members whose names were never told here: those who registered before this module listened. */
export async function unnamedMembers(db: Reader, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .leftJoin('people', 'people.userId', 'groupMembers.userId')
    .where('people.userId', 'is', null)
    .select('groupMembers.userId')
    .distinct()
    .limit(limit)
    .execute();
  return rows.map((row) => row.userId);
}
