import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export interface GroupView extends GroupRow {
  /** The viewer's. */
  role: Role;
}

/** @throws AppError groups.not_found, alike for groups that do not exist and groups of others */
export async function groupGet(db: Reader, viewerId: string, chatId: string): Promise<GroupView> {
  const row = await db
    .selectFrom('groups')
    .innerJoin('groupMembers as mine', 'mine.chatId', 'groups.chatId')
    .where('mine.userId', '=', viewerId)
    .where('groups.chatId', '=', chatId)
    .selectAll('groups')
    .select('mine.role')
    .executeTakeFirst();
  if (!row) throw errors.not_found();
  return row;
}
