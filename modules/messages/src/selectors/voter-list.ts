import type { VoterPage } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { messageGet } from './message-get.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * Who voted for what in a public poll, the earliest first.
 *
 * @throws AppError messages.chat_not_found, message_not_found, poll_not_found, poll_anonymous
 */
export async function voterList(
  db: Reader,
  viewerId: string,
  { chatId, seq }: { chatId: string; seq: number },
  page: { cursor?: string | undefined; limit: number },
): Promise<Omit<VoterPage, 'users'>> {
  const { poll } = await messageGet(db, viewerId, chatId, seq);
  if (!poll) throw errors.poll_not_found();
  if (poll.isAnonymous) throw errors.poll_anonymous();
  const listName = `voters:${chatId}:${seq}`;
  let query = db
    .selectFrom('messageVotes')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .select(({ fn }) => [
      'userId',
      fn.max('createdAt').as('votedAt'),
      sql<number[]>`array_agg(choice order by choice)`.as('choices'),
    ])
    .groupBy('userId');
  if (page.cursor !== undefined) {
    const [votedAt, userId] = decodeCursor(listName, position, page.cursor);
    query = query.having(sql<boolean>`(max(created_at), user_id) > (${new Date(votedAt)}, ${userId}::uuid)`);
  }
  const rows = await query
    .orderBy('votedAt')
    .orderBy('userId')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return {
    voters: shown.map(({ userId, choices }) => ({ userId, choices })),
    nextCursor: hasMore ? encodeCursor(listName, [new Date(last.votedAt).toISOString(), last.userId]) : null,
  };
}
