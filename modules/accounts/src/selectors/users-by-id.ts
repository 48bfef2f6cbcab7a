import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL takes this text for a uuid column. */
export const isUuid = (id: string): boolean => uuidPattern.test(id);

/** The users with these ids, those who left too (their messages remain); unknown ids are left out. */
export async function usersById(db: Reader, ids: readonly string[]): Promise<UserRow[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  return db
    .selectFrom('users')
    .select(userColumns)
    .where('users.id', '=', sql<string>`any(${known}::uuid[])`)
    .execute();
}
