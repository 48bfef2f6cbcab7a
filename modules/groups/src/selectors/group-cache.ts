import type { Group } from '@bridges/contracts';
import type { Cache, Caches } from '@bridges/kit';
import { errors } from '../errors.ts';
import { presentShared, presentTo } from '../presenters/group.ts';
import type { SharedGroup } from '../presenters/group.ts';
import type { Reader } from '../tables/database.ts';
import { groupGet } from './group-get.ts';

/**
 * Single groups, as everybody in them sees them. The key holds the group's version, which rises with every change of
 * the group, and which is read anew each time together with the viewer's role: nothing is invalidated, and who was
 * removed has no key.
 */
export type GroupCache = Cache<SharedGroup>;

export const createGroupCache = (caches: Caches): GroupCache =>
  caches.create({ name: 'groups', maxEntries: 5000, ttlMs: 30 * 60_000, isRenewedByUse: true });

/** A group of the viewer's. @throws AppError groups.not_found, alike for groups of others and those nobody has */
export async function groupRead(
  db: Reader,
  groups: GroupCache,
  viewerId: string,
  chatId: string,
): Promise<Group> {
  const mine = await db
    .selectFrom('groupMembers as mine')
    .innerJoin('groups', 'groups.chatId', 'mine.chatId')
    .where('mine.chatId', '=', chatId)
    .where('mine.userId', '=', viewerId)
    .select(['mine.role', 'groups.version'])
    .executeTakeFirst();
  if (!mine) throw errors.not_found();
  // Loaded after its version was read, so never older than it.
  const shared = await groups.read(`${chatId}:${mine.version}`, async () =>
    presentShared(await groupGet(db, viewerId, chatId)),
  );
  if (!shared) throw errors.not_found();
  return presentTo(mine.role, shared);
}
