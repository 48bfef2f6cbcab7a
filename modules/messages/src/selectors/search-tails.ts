import { sql } from 'kysely';
import { blockOf, blockSize, linesOf } from '../search/block.ts';
import type { Reader } from '../tables/database.ts';
import { msOf } from './ms-of.ts';
import type { Candidate } from './search-candidates.ts';
import { searchedMessages } from './searched-messages.ts';

/** Some milliseconds: what is older than so many messages waits for the index. */
const mostMessages = 4096;
/** Of all chats and of each, unless it is the only one: of what is far behind only the newest comes into question. */
const mostChats = 256;
const mostBlocks = 8;
/** An event of messages is in the queue of the index sooner than this. */
const recently = sql`interval '10 seconds'`;

interface TailRow {
  chatId: string;
  blockNo: number;
  firstSeq: number;
  lastSeq: number;
  oldestMs: number;
  newestMs: number;
  rev: number;
  /** Messages of all chats that are in no block. */
  behindCount: number;
}

/** What of the viewer's chats the index has not come to. */
export interface SearchTails {
  /** As blocks that pass in every stage. */
  blocks: Candidate[];
  /** There is more of it. */
  isCutShort: boolean;
}

/**
 * The ends of the viewer's chats that are in no block, the newest first: what was sent is found from then on, however
 * far the index is behind. Without sends it is behind by nothing, and this costs a look at when her chats last had any.
 */
export async function searchTails(
  db: Reader,
  { viewerId, chatId }: { viewerId: string; chatId?: string | undefined },
): Promise<SearchTails> {
  const inChat = chatId === undefined ? sql`` : sql`and member.chat_id = ${chatId}`;
  const most = chatId === undefined ? mostBlocks : mostMessages / blockSize;
  const size = sql.lit(blockSize);
  const tails = sql<TailRow>`(
    with behind as (
      select chat.id as chat_id, chat.rev, chat.last_activity_at, chat.last_seq, first.seq as first_seq
      from chat_members member join chats chat on chat.id = member.chat_id
      left join lateral (
        select last_seq from message_search where chat_id = chat.id order by block_no desc limit 1
      ) block on true
      cross join lateral (select greatest(coalesce(block.last_seq, 0) + 1, member.first_seq) as seq) first
      where member.user_id = ${viewerId} ${inChat} and chat.last_seq >= first.seq
        and (chat.last_activity_at > now() - ${recently}
          or exists (select from message_search_queue where block_no is null))
    ), blocks as (
      select chat_id, rev, no as block_no, greatest(first_seq, no * ${size} + 1) as first_seq,
        least(last_seq, (no + 1) * ${size}) as last_seq
      from (select * from behind order by last_activity_at desc limit ${sql.lit(mostChats)}) chat
      cross join lateral (
        select generate_series((last_seq - 1) / ${size}, (first_seq - 1) / ${size}, -1) as no limit ${sql.lit(most)}
      ) block
    ), newest as (
      select blocks.*, last_seq - first_seq + 1 as count,
        sum(last_seq - first_seq + 1) over (order by created_at desc, chat_id, block_no) as sum
      from blocks cross join lateral (
        select created_at from messages message
        where message.chat_id = blocks.chat_id and seq between first_seq and last_seq order by seq desc limit 1
      ) message
    )
    select chat_id, block_no, first_seq, last_seq, rev, time.*,
      (select sum(last_seq - first_seq + 1) from behind)::bigint as behind_count
    from newest cross join lateral (
      select ${msOf('oldest')} as oldest_ms, ${msOf('newest')} as newest_ms from (
        select min(created_at) as oldest, max(created_at) as newest from messages message
        where message.chat_id = newest.chat_id and seq between first_seq and last_seq
      ) times
    ) time
    where sum - count < ${sql.lit(mostMessages)}
  )`.as<'tail'>(sql`tail`);
  const rows = await db.selectFrom(tails).selectAll('tail').execute();
  const count = rows.reduce((sum, { firstSeq, lastSeq }) => sum + lastSeq - firstSeq + 1, 0);
  return {
    blocks: rows.map(toCandidate),
    isCutShort: count < (rows[0]?.behindCount ?? 0),
  };
}

/** Its number is that of no block of the index, of which the same one may hold what was there before. */
function toCandidate({ chatId, blockNo, oldestMs, newestMs, rev, firstSeq, lastSeq }: TailRow): Candidate {
  const version = `${rev}:${firstSeq}-${lastSeq}`;
  return {
    ...{ chatId, blockNo: -1 - blockNo, oldestMs, newestMs, version },
    stage: 0,
    tail: { firstSeq, lastSeq },
  };
}

/** What these say and who wrote it, as if they were in the index. */
export async function tailTexts(db: Reader, blocks: readonly Candidate[]): Promise<TailText[]> {
  const ranges = blocks.flatMap(({ chatId, tail }) => (tail ? { chatId, ...tail } : []));
  if (ranges.length === 0) return [];
  const messages = Map.groupBy(
    await searchedMessages(db, ranges),
    ({ chatId, seq }) => `${chatId}:${blockOf(seq)}`,
  );
  return blocks.map(({ chatId, blockNo, version }) => ({
    ...{ chatId, blockNo, version },
    ...linesOf(messages.get(`${chatId}:${-1 - blockNo}`) ?? []),
  }));
}

type TailText = Pick<Candidate, 'chatId' | 'blockNo' | 'version'> & ReturnType<typeof linesOf>;
