import { decodeCursor, encodeCursor } from '@bridges/kit';
import { limits, timestamp, uuid } from '@bridges/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';

const list = 'notifications';
const position = z.tuple([timestamp, uuid]);

/** One page of a user's inbox, newest first. */
export async function notificationList(
  db: Reader,
  viewerId: string,
  page: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ rows: NotificationRow[]; nextCursor: string | null }> {
  const limit = page.limit ?? limits.pageSize.default;
  let query = db.selectFrom('notifications').where('userId', '=', viewerId).selectAll();
  if (page.cursor) {
    const [createdAt, id] = decodeCursor(list, position, page.cursor);
    query = query.where(sql<boolean>`(created_at, id) < (${new Date(createdAt)}, ${id}::uuid)`);
  }
  const found = await query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { rows, nextCursor: hasMore ? encodeCursor(list, [last.createdAt.toISOString(), last.id]) : null };
}
