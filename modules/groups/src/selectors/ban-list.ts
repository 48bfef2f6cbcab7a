import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { assertMay } from '../policies/permissions.ts';
import type { Reader } from '../tables/database.ts';
import { groupGet } from './group-get.ts';

const position = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Who may not come back, the latest first. @throws AppError groups.not_found, groups.not_allowed, kit.bad_cursor */
export async function banList(
  db: Reader,
  viewerId: string,
  chatId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ bans: { userId: string; bannedBy: string; bannedAt: Date }[]; nextCursor: string | null }> {
  const group = await groupGet(db, viewerId, chatId);
  assertMay(group.role, 'moderate', group);
  const listName = `bans:${chatId}`;
  let page = db
    .selectFrom('groupBans')
    .where('chatId', '=', chatId)
    .select(['userId', 'bannedBy', 'bannedAt']);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(listName, position, cursor);
    page = page.where(sql<boolean>`(banned_at, user_id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  }
  const rows = await page
    .orderBy('bannedAt', 'desc')
    .orderBy('userId', 'desc')
    .limit(limit + 1)
    .execute();
  const bans = rows.slice(0, limit);
  const last = bans.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    bans,
    nextCursor: hasMore ? encodeCursor(listName, [last.bannedAt.toISOString(), last.userId]) : null,
  };
}
