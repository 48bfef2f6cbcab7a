import { sql } from 'kysely';
import { blockOf, blockSize, lineOf } from '../search/block.ts';
import type { Reader } from '../tables/database.ts';
import { msOf } from './ms-of.ts';
import type { Candidate, CandidateQuery } from './search-candidates.ts';
import type { LoadedBlock } from './search-scan.ts';
import type { SearchTime } from './search-time.ts';
import { searchedMessages } from './searched-messages.ts';

/** Some milliseconds: what is more than so many messages, or bytes of their texts, waits for the index. */
const mostMessages = 4096;
const mostBytes = 1024 * 1024;
/** Of all chats and of each, unless it is the only one: of what is far behind only the newest comes into question. */
const mostChats = 256;
const mostBlocks = 8;
/** An event of messages is in the queue of the index sooner than this. */
const longestToQueue = sql`interval '10 seconds'`;
/** What is read at once is no more than some megabytes, however long the messages are. */
const blocksAtOnce = 4;

/** What of the viewer's chats the index has not come to. */
export interface SearchTails {
  /** As blocks that pass in every stage. */
  blocks: Candidate[];
  /** There is more of it. */
  isCutShort: boolean;
}

type TailQuery = Pick<CandidateQuery, 'viewerId' | 'chatId' | 'before' | 'after' | 'isPinned' | 'from'>;

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
  bytes: number;
  /** Among all that come into question, and how many those are. */
  place: number;
  total: number;
}

/**
 * The ends of the viewer's chats that are in no block: what was sent is found from then on, however far the index is
 * behind. While it is behind by nothing, this costs a look at when something was last sent in her chats.
 */
export async function searchTails(db: Reader, query: TailQuery): Promise<SearchTails> {
  const chats = await chatsBehind(db, query);
  if (chats.length === 0) return { blocks: [], isCutShort: false };
  const mostOfEach = query.chatId === undefined ? mostBlocks : mostMessages / blockSize;
  const found = await endBlocks(db, chats.slice(0, mostChats), { ...query, mostOfEach });
  let bytes = 0;
  const blocks = found.filter((block, at) => (bytes += block.bytes) <= mostBytes || at === 0);
  const isLong = ({ firstSeq, lastSeq }: Behind) => blockOf(lastSeq) - blockOf(firstSeq) >= mostOfEach;
  return {
    blocks: blocks.map(toCandidate),
    isCutShort: blocks.length < (found[0]?.total ?? 0) || chats.length > mostChats || chats.some(isLong),
  };
}

/**
 * Where something was sent last comes first. What is in the queue was sent when its oldest row was written, a little
 * before that, or later.
 */
function chatsBehind(
  db: Reader,
  { viewerId, chatId, before, after, isPinned }: TailQuery,
): Promise<Behind[]> {
  let chats = db
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
      sql<boolean>`chat.last_activity_at > coalesce((select queued_at from message_search_queue where block_no is null
        order by message_search_queue.id limit 1), now()) - ${longestToQueue}`,
    )
    .select(['chat.id as chatId', 'chat.rev', 'chat.lastSeq', 'chat.lastActivityAt', 'chat.pins'])
    .select(sql<number>`greatest(coalesce(block.last_seq, 0) + 1, member.first_seq)`.as('firstSeq'));
  if (chatId !== undefined) chats = chats.where('member.chatId', '=', chatId);
  if (after !== undefined) chats = chats.where('chat.lastActivityAt', '>=', after);
  let behind = db
    .selectFrom(chats.as('behind'))
    .whereRef('lastSeq', '>=', 'firstSeq')
    .select(['chatId', 'rev', 'firstSeq', 'lastSeq']);
  if (before !== undefined)
    behind = behind.where(
      sql<boolean>`(select created_at from messages where chat_id = behind.chat_id and seq >= first_seq
        order by seq limit 1) < ${before}`,
    );
  if (isPinned)
    behind = behind.where(sql<boolean>`exists (select from unnest(pins) pin where pin >= first_seq)`);
  return behind.orderBy('lastActivityAt', 'desc').execute();
}

/**
 * Of each chat so many blocks at most, and of all together `mostMessages`, give or take a block. First those that reach
 * back to where a page begins; then the last one of each chat, the last but one of each, ...: many messages in some chats
 * hide none in others. Within a chat time never goes back, so the first and the last message tell when all were sent.
 */
function endBlocks(
  db: Reader,
  chats: readonly Behind[],
  { before, after, from, mostOfEach }: TailQuery & { mostOfEach: number },
): Promise<TailBlock[]> {
  const size = sql.lit(blockSize);
  const column = (name: keyof Behind) => sql`${chats.map((chat) => chat[name])}`;
  const endOf = (which: 'first' | 'last') => sql`cross join lateral (
    select created_at as ${sql.ref(`${which}_at`)} from messages message
    where message.chat_id = blocks.chat_id and seq between first_seq and last_seq
    order by seq ${sql.raw(which === 'first' ? 'asc' : 'desc')} limit 1
  ) ${sql.ref(which)}`;
  const isEarlier = before === undefined ? sql`true` : sql`first_at < ${before}`;
  const isLater = after === undefined ? sql`true` : sql`last_at >= ${after}`;
  const isNewer = from === undefined ? sql`false` : sql`first_at > to_timestamp(${from.atMs}::float8 / 1000)`;
  const blocks = sql<TailBlock>`(
    with blocks as (
      select chat_id, rev, no as block_no, (last_seq - 1) / ${size} - no as rank,
        greatest(first_seq, no * ${size} + 1) as first_seq, least(last_seq, (no + 1) * ${size}) as last_seq
      from unnest(${column('chatId')}::uuid[], ${column('rev')}::bigint[], ${column('firstSeq')}::bigint[],
        ${column('lastSeq')}::bigint[]) as chat (chat_id, rev, first_seq, last_seq)
      cross join lateral (
        select generate_series((last_seq - 1) / ${size}, (first_seq - 1) / ${size}, -1) as no limit ${sql.lit(mostOfEach)}
      ) block
    ), ordered as (
      select blocks.*, first_at, last_at, count(*) over () as total, row_number() over later as place,
        sum(last_seq - first_seq + 1) over later as sum
      from blocks ${endOf('first')} ${endOf('last')}
      where ${isEarlier} and ${isLater}
      window later as (order by ${isNewer}, rank, last_at desc, chat_id)
    )
    select ordered.*, ${msOf('first_at')} as oldest_ms, ${msOf('last_at')} as newest_ms, bytes
    from ordered cross join lateral (
      select sum(octet_length(body)) as bytes from messages message
      where message.chat_id = ordered.chat_id and seq between first_seq and last_seq
    ) texts
    where sum - (last_seq - first_seq + 1) < ${sql.lit(mostMessages)}
  )`.as<'block'>(sql`block`);
  return db.selectFrom(blocks).selectAll('block').orderBy('place').execute();
}

/** A number that no block of the index has: the one of this number may hold what was there before. */
const tailNo = (blockNo: number): number => -1 - blockNo;

function toCandidate({ chatId, blockNo, oldestMs, newestMs, rev, firstSeq, lastSeq }: TailBlock): Candidate {
  const version = `${rev}:${firstSeq}-${lastSeq}`;
  return {
    ...{ chatId, blockNo: tailNo(blockNo), oldestMs, newestMs, version },
    stage: 0,
    tail: { firstSeq, lastSeq },
  };
}

/** What these say and who wrote it, as if they were in the index, or as many of them as there is time for. */
export async function tailTexts(
  db: Reader,
  blocks: readonly Candidate[],
  time: SearchTime,
): Promise<TailText[]> {
  const texts: TailText[] = [];
  for (let at = 0; at < blocks.length; at += blocksAtOnce) {
    const part = blocks.slice(at, at + blocksAtOnce);
    const ranges = part.flatMap(({ chatId, tail }) => (tail ? { chatId, ...tail } : []));
    const messages = Map.groupBy(await searchedMessages(db, ranges), ({ chatId, seq }) =>
      keyOf(chatId, tailNo(blockOf(seq))),
    );
    for (const { chatId, blockNo, version } of part) {
      const senders: string[] = [];
      let lines = '';
      for (const message of messages.get(keyOf(chatId, blockNo)) ?? []) {
        if (time.isTurnDue()) await time.giveTurn();
        if (time.isOver()) return texts;
        lines += lineOf(message, senders) ?? '';
      }
      texts.push({ chatId, blockNo, version, lines, senders });
    }
  }
  return texts;
}

const keyOf = (chatId: string, blockNo: number) => `${chatId}:${blockNo}`;

interface TailText extends LoadedBlock {
  version: string;
}
