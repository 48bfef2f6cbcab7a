import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { userColumns } from './user-columns.ts';
import type { UserRow } from './user-columns.ts';

/** One user. @throws AppError accounts.user_not_found */
export async function userGet(db: Reader, id: string): Promise<UserRow> {
  const user = await db
    .selectFrom('users')
    .select(userColumns)
    .where('users.id', '=', id)
    .where('users.deactivatedAt', 'is', null)
    .executeTakeFirst();
  if (!user) throw errors.user_not_found();
  return user;
}
