import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export interface GroupView extends Pick<GroupRow, 'chatId' | 'title' | 'handle' | 'isPublic' | 'createdAt'> {
  role: Role;
  memberCount: number;
}

/** @throws AppError groups.not_found, alike for groups that do not exist and groups of others */
export async function groupGet(db: Reader, viewerId: string, chatId: string): Promise<GroupView> {
  const row = await db
    .selectFrom('groups')
    .innerJoin('groupMembers as mine', (join) =>
      join.onRef('mine.chatId', '=', 'groups.chatId').on('mine.userId', '=', viewerId),
    )
    .where('groups.chatId', '=', chatId)
    .select(['groups.chatId', 'title', 'handle', 'isPublic', 'createdAt', 'mine.role'])
    .select((eb) =>
      eb
        .selectFrom('groupMembers as all')
        .whereRef('all.chatId', '=', 'groups.chatId')
        .select(eb.fn.countAll<string>().as('count'))
        .as('memberCount'),
    )
    .executeTakeFirst();
  if (!row) throw errors.not_found();
  return { ...row, memberCount: Number(row.memberCount) };
}
