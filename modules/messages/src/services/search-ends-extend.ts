import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { BlockEnd, SentMessage, SourceMessage } from '../search/block-build.ts';
import { blockOf, blockSize, firstSeqOf } from '../search/block.ts';
import { signatureBytes } from '../search/signature.ts';
import { msOf } from '../selectors/ms-of.ts';
import type { Database } from '../tables/database.ts';
import type { RecentMessages } from './recent-messages.ts';
import { searchBlocksWrite } from './search-blocks-store.ts';
import type { IndexWork } from './search-index-advance.ts';

/** A chat that has messages after its last block. */
export interface ChatBehind {
  id: string;
  /** What is indexed of it; 0: nothing. */
  after: number;
  /** How far it is wanted: what comes later has a row of the queue of its own. */
  until: number;
}

/** How far to go in chats: as far as there are messages, or only with what fills blocks, except in the urgent ones. */
export interface HowFar {
  isSparing: boolean;
  urgent: ReadonlySet<string>;
}

/**
 * Which of these chats are behind, and how much. Of their ends, which are large, no more. What is at hand of them and is
 * in the index, perhaps by another process, is so no longer.
 */
export async function behindOf(
  trx: Transaction<Database>,
  recent: RecentMessages,
  chatIds: readonly string[],
  { isSparing, urgent }: HowFar,
): Promise<ChatBehind[]> {
  if (chatIds.length === 0) return [];
  const { rows } = await sql<{ id: string; after: number; last: number }>`
    select chat.id, coalesce(block.last_seq, 0) as after, chat.last_seq as last from chats chat
    left join lateral (
      select last_seq from message_search where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) order by chat.id`.execute(trx);
  return rows.flatMap(({ id, after, last }) => {
    recent.drop(id, after);
    const full = lastFullSeq(last);
    const until = isSparing && (full > after || !urgent.has(id)) ? full : last;
    return until > after ? { id, after, until } : [];
  });
}

/** Of the last block that has all its messages; 0: there is none. */
const lastFullSeq = (last: number): number => firstSeqOf(blockOf(last + 1)) - 1;

/** What one transaction takes, in messages: of those that are at hand, and of those that are read back. */
export interface Most {
  known: number;
  read: number;
}

/**
 * Adds what was sent since to the ends of chats: what this process has at hand, which is used where it follows the end
 * and is, as the database says now, as it was; and messages that are read back.
 *
 * @returns what is left of these chats
 */
export async function searchEndsExtend(
  trx: Transaction<Database>,
  { builder, recent }: Pick<IndexWork, 'builder' | 'recent'>,
  wanted: readonly ChatBehind[],
  most: Most,
): Promise<{ count: number; left: ChatBehind[] }> {
  if (wanted.length === 0) return { count: 0, left: [] };
  const ends = new Map(
    (
      await endsOf(
        trx,
        wanted.map(({ id }) => id),
      )
    ).map((end) => [end.chatId, end]),
  );
  const known: SentMessage[] = [];
  const unknown: { chatId: string; after: number; until: number }[] = [];
  /** Up to where each of these chats is indexed with this. */
  const reached = new Map<string, number>();
  const [places, old] = [new Map<string, BlockEnd>(), new Set<string>()];
  for (const { id: chatId, until } of wanted) {
    const { rev, end, ...indexed } = ends.get(chatId) ?? { rev: 0, end: undefined, after: until };
    // A block of an older format is made anew.
    const isOld = end !== undefined && end.signature.length !== signatureBytes;
    if (isOld) old.add(placeOf(end));
    else if (end) places.set(placeOf(end), end);
    const after = isOld ? firstSeqOf(end.blockNo) - 1 : indexed.after;
    const here = recent.rangeAfter(chatId, { after, rev });
    const isNext = here?.firstSeq === after + 1;
    const upTo = isNext
      ? knownEnd(after, Math.min(until, here.lastSeq), until, most.known - known.length)
      : after;
    reached.set(chatId, upTo);
    if (upTo > after) {
      known.push(...recent.take(chatId, { after, until: upTo }));
      recent.drop(chatId, upTo);
    } else if (known.length < most.known) {
      // Up to where what is here begins; what can't be used is not kept.
      unknown.push({ chatId, after, until: here && !isNext ? Math.min(until, here.firstSeq - 1) : until });
      if (!here || isNext) recent.drop(chatId, until);
    }
  }
  const read = await messagesBetween(trx, unknown, most.read);
  const last = read.length === most.read ? read.at(-1) : undefined;
  // Of those after the last one that was read nothing was.
  for (const { chatId, until } of unknown) {
    const isLast = chatId === last?.chatId;
    reached.set(chatId, isLast ? last.seq : until);
    if (isLast) break;
  }
  const { whole, added } = Object.groupBy(builder.build([...known, ...read], places), (block) =>
    old.has(placeOf(block)) ? 'whole' : 'added',
  );
  await searchBlocksWrite(trx, whole ?? [], 'whole');
  await searchBlocksWrite(trx, added ?? [], 'added');
  const left = wanted.flatMap(({ id, until }) => {
    const after = reached.get(id) ?? until;
    return after < until ? { id, after, until } : [];
  });
  return { count: known.length + read.length, left };
}

/**
 * How far to go with what is at hand, for which there may be no room, but a block's. Short of what is wanted it ends with
 * a block: the rest of one would be written with all before it once more.
 */
function knownEnd(after: number, last: number, until: number, room: number): number {
  if (room <= 0) return after;
  const end = Math.min(last, after + Math.max(room, blockSize));
  return end < until ? Math.max(after, lastFullSeq(end)) : end;
}

const placeOf = ({ chatId, blockNo }: Pick<BlockEnd, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;

/** In the order of these chats, each whole before the next. */
async function messagesBetween(
  trx: Transaction<Database>,
  chats: readonly { chatId: string; after: number; until: number }[],
  most: number,
): Promise<SourceMessage[]> {
  if (chats.length === 0) return [];
  // Without what turns names of columns: it would cost more than to read them.
  const { rows } = await sql<SourceMessage>`
    select message.* from unnest(${chats.map(({ chatId }) => chatId)}::uuid[], ${chats.map(({ after }) => after)}::bigint[],
      ${chats.map(({ until }) => until)}::bigint[]) with ordinality as wanted (chat_id, after, until, place)
    cross join lateral (
      select chat_id as "chatId", seq, sender_id as "senderId", kind, body, ${msOf('created_at')} as "createdAtMs", content
      from messages where chat_id = wanted.chat_id and seq > wanted.after and seq <= wanted.until order by seq limit ${sql.lit(most)}
    ) message
    order by wanted.place, message.seq limit ${sql.lit(most)}`.execute(trx.withoutPlugins());
  return rows;
}

interface ChatEnd {
  chatId: string;
  rev: number;
  /** What is indexed of it; 0: nothing. */
  after: number;
  /** Its last block; undefined: there is none, or it is full. */
  end: BlockEnd | undefined;
}

/** These chats as they are now, and the last block of each if there is room in it. */
async function endsOf(trx: Transaction<Database>, chatIds: readonly string[]): Promise<ChatEnd[]> {
  // They are large, and most are full where there is much to do.
  const isOpen = sql`last_seq < (block_no + 1) * ${sql.lit(blockSize)}`;
  const { rows } = await sql<
    Omit<ChatEnd, 'after' | 'end'> & { [Name in keyof BlockEnd]: BlockEnd[Name] | null }
  >`
    select chat.id as chat_id, chat.rev, block.* from chats chat
    left join lateral (
      select block_no, last_seq, case when ${isOpen} then ${msOf('oldest_at')} end as oldest_at_ms,
        case when ${isOpen} then ${msOf('newest_at')} end as newest_at_ms,
        case when ${isOpen} then senders end as senders, case when ${isOpen} then signature end as signature
      from message_search
      where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) order by chat.id`.execute(trx);
  return rows.map(({ chatId, rev, ...block }) => ({
    ...{ chatId, rev },
    after: block.lastSeq ?? 0,
    end: block.signature === null ? undefined : ({ ...block, chatId } as BlockEnd),
  }));
}
