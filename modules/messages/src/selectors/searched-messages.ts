import { sql } from 'kysely';
import type { SourceMessage } from '../search/block-build.ts';
import type { Reader } from '../tables/database.ts';
import { msOf } from './ms-of.ts';

/** Messages of a chat that follow one another. */
export interface SeqRange {
  chatId: string;
  firstSeq: number;
  lastSeq: number;
}

/** What is searched of the messages in these ranges, in the order of chat and seq. */
export async function searchedMessages(db: Reader, ranges: readonly SeqRange[]): Promise<SourceMessage[]> {
  const wanted = sql<SeqRange>`unnest(
    ${ranges.map(({ chatId }) => chatId)}::uuid[],
    ${ranges.map(({ firstSeq }) => firstSeq)}::bigint[],
    ${ranges.map(({ lastSeq }) => lastSeq)}::bigint[])`.as<'wanted'>(
    sql`wanted (chat_id, first_seq, last_seq)`,
  );
  return db
    .selectFrom('messages as message')
    .innerJoin(wanted, (join) =>
      join
        .onRef('message.chatId', '=', 'wanted.chatId')
        .onRef('message.seq', '>=', 'wanted.firstSeq')
        .onRef('message.seq', '<=', 'wanted.lastSeq'),
    )
    .select([
      'message.chatId',
      'message.seq',
      'message.senderId',
      'message.kind',
      'message.body',
      msOf('message.createdAt').as('createdAtMs'),
      'message.content',
    ])
    .orderBy('message.chatId')
    .orderBy('message.seq')
    .execute();
}
