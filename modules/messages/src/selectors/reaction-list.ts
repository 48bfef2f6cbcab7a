import type { ReactorPage } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../tables/database.ts';
import { messageGet } from './message-get.ts';

const position = z.tuple([z.iso.datetime(), z.uuid(), z.string()]);

export interface ReactionListQuery {
  emoji?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Who reacted to a message, the latest first. @throws AppError messages.chat_not_found, messages.message_not_found */
export async function reactionList(
  db: Reader,
  viewerId: string,
  { chatId, seq }: { chatId: string; seq: number },
  page: ReactionListQuery,
): Promise<Omit<ReactorPage, 'users'>> {
  await messageGet(db, viewerId, chatId, seq);
  const listName = `reactions:${chatId}:${seq}`;
  let query = db
    .selectFrom('messageReactions')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .select(['userId', 'emoji', 'createdAt']);
  if (page.emoji !== undefined) query = query.where('emoji', '=', page.emoji);
  if (page.cursor !== undefined) {
    const [createdAt, userId, emoji] = decodeCursor(listName, position, page.cursor);
    query = query.where(
      sql<boolean>`(created_at, user_id, emoji) < (${new Date(createdAt)}, ${userId}::uuid, ${emoji})`,
    );
  }
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('userId', 'desc')
    .orderBy('emoji', 'desc')
    .limit(page.limit + 1)
    .execute();
  const reactions = rows
    .slice(0, page.limit)
    .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  const last = reactions.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return {
    reactions,
    nextCursor: hasMore ? encodeCursor(listName, [last.createdAt, last.userId, last.emoji]) : null,
  };
}
