import { limits, timestamp, uuid } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JoinRequestView } from '../presenters/invitation.ts';
import type { Reader } from '../tables/database.ts';
import { previewColumns } from './preview-columns.ts';

const position = z.tuple([timestamp, uuid]);

function requests(db: Reader) {
  return db
    .selectFrom('joinRequests')
    .innerJoin('groups', 'groups.chatId', 'joinRequests.chatId')
    .where('groups.deletedAt', 'is', null)
    .select(['joinRequests.chatId', 'joinRequests.userId', 'joinRequests.createdAt', ...previewColumns]);
}

/** Who asks to be let into a group, the oldest first. */
export async function joinRequestsOfGroup(
  db: Reader,
  chatId: string,
  { cursor, limit = limits.pageSize.default }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ rows: JoinRequestView[]; nextCursor: string | null }> {
  const list = `join requests ${chatId}`;
  let query = requests(db).where('joinRequests.chatId', '=', chatId);
  if (cursor) {
    const [createdAt, userId] = decodeCursor(list, position, cursor);
    query = query.where(
      sql<boolean>`(join_requests.created_at, user_id) > (${new Date(createdAt)}, ${userId}::uuid)`,
    );
  }
  const found = await query
    .orderBy('joinRequests.createdAt')
    .orderBy('joinRequests.userId')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    rows,
    nextCursor: hasMore ? encodeCursor(list, [last.createdAt.toISOString(), last.userId]) : null,
  };
}

/** What this user asked for and was not answered yet. */
export function joinRequestsOfUser(db: Reader, userId: string): Promise<JoinRequestView[]> {
  return requests(db)
    .where('joinRequests.userId', '=', userId)
    .orderBy('joinRequests.createdAt', 'desc')
    .limit(500)
    .execute();
}

/** One request as it is shown. */
export function joinRequestGet(
  db: Reader,
  chatId: string,
  userId: string,
): Promise<JoinRequestView | undefined> {
  return requests(db)
    .where('joinRequests.chatId', '=', chatId)
    .where('joinRequests.userId', '=', userId)
    .executeTakeFirst();
}

export async function joinRequestCount(db: Reader, chatId: string): Promise<number> {
  const row = await db
    .selectFrom('joinRequests')
    .where('chatId', '=', chatId)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many wait, by group, where this user is owner or admin and may let them in. */
export async function joinRequestsWaitingFor(db: Reader, userId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('groupMembers as mine')
    .innerJoin('joinRequests', 'joinRequests.chatId', 'mine.chatId')
    .where('mine.userId', '=', userId)
    .where('mine.role', '<>', 'member')
    .select((eb) => ['mine.chatId', eb.fn.countAll<string>().as('count')])
    .groupBy('mine.chatId')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.chatId, Number(row.count)]));
}
