import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { sessionList } from './session-list.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

export type AdminPersonRow = UserRow & { deactivatedAt: Date | null };

export const adminPersonColumns = [...userColumns, 'users.deactivatedAt'] as const;

/** Somebody as administrators see her, whether her account is open or not. @throws AppError accounts.user_not_found */
export async function adminPerson(
  db: Reader,
  userId: string,
): Promise<{ person: AdminPersonRow; deactivationReason: string; sessions: number }> {
  const row = await db
    .selectFrom('users')
    .select(adminPersonColumns)
    .select('deactivationReason')
    .where('users.id', '=', userId)
    .executeTakeFirst();
  if (!row) throw errors.user_not_found();
  const { deactivationReason, ...person } = row;
  const sessions = await sessionList(db, userId, new Date());
  return { person, deactivationReason, sessions: sessions.length };
}
