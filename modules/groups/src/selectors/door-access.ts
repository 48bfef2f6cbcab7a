import { errors } from '../errors.ts';
import { assertMayAdmit } from '../policies/can-admit.ts';
import type { Reader } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';

/**
 * The role of one who may let others into the group. Acts ask again under the group's lock; this comes before
 * anything else that an answer could tell.
 *
 * @throws AppError groups.not_found, groups.not_allowed
 */
export async function doorAccess(db: Reader, viewerId: string, chatId: string): Promise<Role> {
  const row = await db
    .selectFrom('groups')
    .innerJoin('groupMembers as mine', 'mine.chatId', 'groups.chatId')
    .where('groups.chatId', '=', chatId)
    .where('groups.deletedAt', 'is', null)
    .where('mine.userId', '=', viewerId)
    .select(['mine.role', 'groups.addRole'])
    .executeTakeFirst();
  if (!row) throw errors.not_found();
  assertMayAdmit(row.role, row);
  return row.role;
}
