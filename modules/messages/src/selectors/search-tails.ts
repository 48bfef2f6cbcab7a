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

/** A chat with messages after its last block, which the viewer may read. */
interface Behind {
  chatId: string;
  rev: number;
  firstSeq: number;
  lastSeq: number;
}

interface TailBlock extends Behind {
  blockNo: number;
  oldestMs: number;
  newestMs: number;
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
export async function searchTails(db: Reader, query: TailQuery): Promise<SearchTails> {
  const chats = await chatsBehind(db, query);
  if (chats.length === 0) return { blocks: [], isCutShort: false };
  const isOne = query.chatId !== undefined;
  const blocks = await newestBlocks(db, chats.slice(0, mostChats), isOne ? mostMessages / blockSize : mostBlocks);
  return { blocks: blocks.map(toCandidate), isCutShort: countOf(blocks) < countOf(chats) };
}

const countOf = (ranges: readonly Behind[]): number =>
  ranges.reduce((count, { firstSeq, lastSeq }) => count + lastSeq - firstSeq + 1, 0);

interface TailQuery {
  viewerId: string;
  chatId?: string | undefined;
}

/** Where something was sent last comes first. */
function chatsBehind(db: Reader, { viewerId, chatId }: TailQuery): Promise<Behind[]> {
  const behind = db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('messageSearch')
          .whereRef('messageSearch.chatId', '=', 'chat.id')
          .select('messageSearch.lastSeq')
          .orderBy('blockNo', 'desc')
          .limit(1)
          .as('block'),
      (join) => join.onTrue(),
    )
    .where('member.userId', '=', viewerId)
    .where(
      sql<boolean>`(chat.last_activity_at > now() - ${recently}
        or exists (select from message_search_queue where block_no is null))`,
    )
    .select(['chat.id as chatId', 'chat.rev', 'chat.lastSeq', 'chat.lastActivityAt'])
    .select(sql<number>`greatest(coalesce(block.last_seq, 0) + 1, member.first_seq)`.as('firstSeq'))
    .$if(chatId !== undefined, (chats) => chats.where('member.chatId', '=', chatId ?? ''));
  return db
    .selectFrom(behind.as('behind'))
    .whereRef('lastSeq', '>=', 'firstSeq')
    .select(['chatId', 'rev', 'firstSeq', 'lastSeq'])
    .orderBy('lastActivityAt', 'desc')
    .execute();
}

/** Of each so many blocks at most, and of all together `mostMessages`, give or take a block. */
function newestBlocks(db: Reader, chats: readonly Behind[], mostOfEach: number): Promise<TailBlock[]> {
  const size = sql.lit(blockSize);
  const column = (name: keyof Behind) => sql`${chats.map((chat) => chat[name])}`;
  const blocks = sql<TailBlock>`(
    with blocks as (
      select chat_id, rev, no as block_no, greatest(first_seq, no * ${size} + 1) as first_seq,
        least(last_seq, (no + 1) * ${size}) as last_seq
      from unnest(${column('chatId')}::uuid[], ${column('rev')}::bigint[], ${column('firstSeq')}::bigint[],
        ${column('lastSeq')}::bigint[]) as chat (chat_id, rev, first_seq, last_seq)
      cross join lateral (
        select generate_series((last_seq - 1) / ${size}, (first_seq - 1) / ${size}, -1) as no limit ${sql.lit(mostOfEach)}
      ) block
    ), newest as (
      select blocks.*, sum(last_seq - first_seq + 1) over (order by created_at desc, chat_id, block_no) as sum
      from blocks cross join lateral (
        select created_at from messages message
        where message.chat_id = blocks.chat_id and seq between first_seq and last_seq order by seq desc limit 1
      ) message
    )
    select newest.*, ${msOf('oldest')} as oldest_ms, ${msOf('newest_at')} as newest_ms
    from newest cross join lateral (
      select min(created_at) as oldest, max(created_at) as newest_at from messages message
      where message.chat_id = newest.chat_id and seq between first_seq and last_seq
    ) times
    where sum - (last_seq - first_seq + 1) < ${sql.lit(mostMessages)}
  )`.as<'block'>(sql`block`);
  return db.selectFrom(blocks).selectAll('block').execute();
}

/** Its number is that of no block of the index, of which the same one may hold what was there before. */
function toCandidate({ chatId, blockNo, oldestMs, newestMs, rev, firstSeq, lastSeq }: TailBlock): Candidate {
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
