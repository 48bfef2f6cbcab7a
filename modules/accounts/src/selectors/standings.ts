import { sql } from 'kysely';
import type { Standing } from '../policies/may-with.ts';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

/** A standing, with what its person shows to some. */
export interface StandingRow extends Standing {
  lastSeenAt: Date | null;
}

/** How one viewer stands to several people, by their ids; unknown ids are left out. */
export function standingsOf(
  db: Reader,
  viewerId: string,
  userIds: readonly string[],
): Promise<Map<string, StandingRow>> {
  return standings(db, [viewerId], userIds, (pair) => pair.userId);
}

/** How several viewers stand to one person, by the viewers' ids. */
export function standingsTo(
  db: Reader,
  userId: string,
  viewerIds: readonly string[],
): Promise<Map<string, Standing>> {
  return standings(db, viewerIds, [userId], (pair) => pair.viewerId);
}

async function standings(
  db: Reader,
  viewers: readonly string[],
  users: readonly string[],
  keyOf: (pair: { viewerId: string; userId: string }) => string,
): Promise<Map<string, StandingRow>> {
  const viewerIds = viewers.filter(isUuid);
  const userIds = users.filter(isUuid);
  if (viewerIds.length === 0 || userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom(sql<{ viewerId: string }>`unnest(${viewerIds}::uuid[])`.as<'viewer'>(sql`viewer (viewer_id)`))
    .innerJoin('users', (join) => join.on('users.id', '=', sql<string>`any(${userIds}::uuid[])`))
    .leftJoin('contacts', (join) =>
      join
        .onRef('contacts.userId', '=', 'users.id')
        .onRef('contacts.contactId', '=', 'viewer.viewerId')
        .on('contacts.state', '=', 'contact'),
    )
    .leftJoin('blocks as theirs', (join) =>
      join
        .onRef('theirs.blockerId', '=', 'users.id')
        .onRef('theirs.blockedId', '=', 'viewer.viewerId')
        .on('theirs.isActive', '=', true),
    )
    .leftJoin('blocks as mine', (join) =>
      join
        .onRef('mine.blockerId', '=', 'viewer.viewerId')
        .onRef('mine.blockedId', '=', 'users.id')
        .on('mine.isActive', '=', true),
    )
    .select([
      'viewer.viewerId',
      'users.id as userId',
      'users.deactivatedAt',
      'users.lastSeenAt',
      'users.whoCanWrite',
      'users.whoCanSeeLastSeen',
      'users.whoCanAddToGroups',
      'users.whoCanFindMe',
      'contacts.userId as contactOf',
      'theirs.blockerId as blockerId',
      'mine.blockedId as blockedId',
    ])
    .execute();
  return new Map(
    rows.map(({ viewerId, userId, contactOf, blockerId, blockedId, deactivatedAt, ...choices }) => [
      keyOf({ viewerId, userId }),
      {
        ...choices,
        isSelf: viewerId === userId,
        isContact: contactOf !== null,
        hasBlockedMe: blockerId !== null,
        isBlockedByMe: blockedId !== null,
        isDeactivated: deactivatedAt !== null,
      },
    ]),
  );
}
