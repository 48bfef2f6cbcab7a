import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export interface RoomCandidate extends Pick<GroupRow, 'chatId' | 'isPublic' | 'joinRule'> {
  /** The asker's role; null when she is not in it. */
  role: Role | null;
}

/** The group that bears a handle, private ones too: callers decide what the asker may learn. */
export function groupByHandle(
  db: Reader,
  userId: string,
  handle: string,
): Promise<RoomCandidate | undefined> {
  return db
    .selectFrom('groups')
    .leftJoin('groupMembers as mine', (join) =>
      join.onRef('mine.chatId', '=', 'groups.chatId').on('mine.userId', '=', userId),
    )
    .where('handle', '=', handle)
    .select(['groups.chatId', 'isPublic', 'joinRule', 'mine.role'])
    .executeTakeFirst();
}
