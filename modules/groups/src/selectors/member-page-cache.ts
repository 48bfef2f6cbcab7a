import type { Cache, Caches } from '@bridges/kit';
import type { Reader } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';

/** A page of members as a cache holds it. */
export interface MemberPageData {
  members: { userId: string; role: Role; joinedAtMs: number }[];
  nextCursor: string | null;
}

/**
 * Pages of members, without those of searches. The key holds the group's version, which rises with every change of its
 * members and is read anew each time together with the viewer's right to read: nothing is invalidated, and who was
 * removed has no key.
 */
export type MemberPages = Cache<MemberPageData>;

export const createMemberPages = (caches: Caches): MemberPages =>
  caches.create({ name: 'members', maxEntries: 2000, ttlMs: 30 * 60_000, isRenewedByUse: true });

/** The version of a group that this user is in; undefined when she is not, or there is no such group. */
export async function memberVersion(db: Reader, chatId: string, userId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('groupMembers as mine')
    .innerJoin('groups', 'groups.chatId', 'mine.chatId')
    .where('mine.chatId', '=', chatId)
    .where('mine.userId', '=', userId)
    .select('groups.version')
    .executeTakeFirst();
  return row?.version;
}
