import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { blockOf, blockSize, firstSeqOf } from '../search/block.ts';
import { signatureBytes } from '../search/signature.ts';
import { msOf } from '../selectors/ms-of.ts';
import type { Database } from '../tables/database.ts';
import type { BlockEnd, SentMessage, SourceMessage } from '../search/block-build.ts';
import { searchBlocksWrite } from './search-blocks-store.ts';
import type { IndexWork } from './search-index-advance.ts';

/** Of one chat at once, of those that are at hand. */
const mostOfChat = 8192;

/** A chat that has messages after its last block. */
export interface ChatBehind {
  id: string;
  /** How many of them are wanted. */
  count: number;
  /** No more than what fills a block. */
  isSparing: boolean;
}

/** How far to go in chats: as far as there are messages, or only with what fills blocks, except in the urgent ones. */
export interface HowFar {
  isSparing: boolean;
  urgent: ReadonlySet<string>;
}

/** Which of these chats are behind, and how much. Of their ends, which are large, no more. */
export async function behindOf(
  trx: Transaction<Database>,
  chatIds: readonly string[],
  { isSparing, urgent }: HowFar,
): Promise<ChatBehind[]> {
  if (chatIds.length === 0) return [];
  const { rows } = await sql<{ id: string; after: number; last: number }>`
    select chat.id, coalesce(block.last_seq, 0) as after, chat.last_seq as last from chats chat
    left join lateral (
      select last_seq from message_search where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) and chat.last_seq > coalesce(block.last_seq, 0)
    order by chat.id`.execute(trx);
  return rows.flatMap(({ id, after, last }) => {
    const full = lastFullSeq(last);
    const isFilling = isSparing && (full > after || !urgent.has(id));
    const count = (isFilling ? full : last) - after;
    return count > 0 ? { id, count, isSparing: isFilling } : [];
  });
}

/** Of the last block that has all its messages; 0: there is none. */
const lastFullSeq = (last: number): number => firstSeqOf(blockOf(last + 1)) - 1;

/**
 * Adds what was sent since to the ends of chats: what this process has at hand, and so many other messages at most.
 * What it has is used only for chats in which, as the database says now, it is all and as it was.
 */
export async function searchEndsExtend(
  trx: Transaction<Database>,
  { builder, recent }: Pick<IndexWork, 'builder' | 'recent'>,
  wanted: readonly ChatBehind[],
  most: number,
): Promise<{ count: number; isUnfinished: (chatId: string) => boolean }> {
  if (wanted.length === 0) return { count: 0, isUnfinished: () => false };
  const sparing = new Set(wanted.filter(({ isSparing }) => isSparing).map(({ id }) => id));
  const known: SentMessage[] = [];
  const unknown: { chatId: string; after: number; until: number }[] = [];
  const unfinished = new Set<string>();
  const [places, old] = [new Map<string, BlockEnd>(), new Set<string>()];
  for (const { chatId, last, rev, end, ...indexed } of await endsOf(
    trx,
    wanted.map(({ id }) => id),
  )) {
    // A block of an older format is made anew.
    const isOld = end !== undefined && end.signature.length !== signatureBytes;
    if (isOld) old.add(placeOf(end));
    else if (end) places.set(placeOf(end), end);
    const after = isOld ? firstSeqOf(end.blockNo) - 1 : indexed.after;
    const until = sparing.has(chatId) ? lastFullSeq(last) : last;
    const wantedEnd = Math.min(until, after + mostOfChat);
    const lastKnown = Math.min(wantedEnd, recent.lastAfter(chatId, { after, rev }));
    // What is not known to its end ends with a block: the rest of one would be written with all before it once more.
    const upTo = lastKnown < until ? Math.min(lastKnown, lastFullSeq(lastKnown)) : lastKnown;
    if (upTo > after) {
      known.push(...recent.take(chatId, { after, until: upTo }));
      recent.drop(chatId, upTo);
      if (upTo < until) unfinished.add(chatId);
    } else {
      unknown.push({ chatId, after, until });
      recent.drop(chatId, until);
    }
  }
  const read = await messagesBetween(trx, unknown, most);
  const { whole, added } = Object.groupBy(builder.build([...known, ...read], places), (block) =>
    old.has(placeOf(block)) ? 'whole' : 'added',
  );
  await searchBlocksWrite(trx, whole ?? [], 'whole');
  await searchBlocksWrite(trx, added ?? [], 'added');
  // In the order of chats: the last one that was read, and those after it, may have more.
  const lastId = read.length === most ? read.at(-1)?.chatId : undefined;
  for (const { chatId } of unknown) if (lastId !== undefined && chatId >= lastId) unfinished.add(chatId);
  return { count: known.length + read.length, isUnfinished: (id) => unfinished.has(id) };
}

const placeOf = ({ chatId, blockNo }: Pick<BlockEnd, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;

async function messagesBetween(
  trx: Transaction<Database>,
  chats: readonly { chatId: string; after: number; until: number }[],
  most: number,
): Promise<SourceMessage[]> {
  if (chats.length === 0) return [];
  // Without what turns names of columns: it would cost more than to read them.
  const { rows } = await sql<SourceMessage>`
    select message.* from unnest(${chats.map(({ chatId }) => chatId)}::uuid[], ${chats.map(({ after }) => after)}::bigint[],
      ${chats.map(({ until }) => until)}::bigint[]) as wanted (chat_id, after, until)
    cross join lateral (
      select chat_id as "chatId", seq, sender_id as "senderId", kind, body, ${msOf('created_at')} as "createdAtMs", content
      from messages where chat_id = wanted.chat_id and seq > wanted.after and seq <= wanted.until order by seq limit ${sql.lit(most)}
    ) message
    order by message."chatId", message.seq limit ${sql.lit(most)}`.execute(trx.withoutPlugins());
  return rows;
}

interface ChatEnd {
  chatId: string;
  /** Of its last message. */
  last: number;
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
    select chat.id as chat_id, chat.last_seq as last, chat.rev, block.* from chats chat
    left join lateral (
      select block_no, last_seq, case when ${isOpen} then ${msOf('oldest_at')} end as oldest_at_ms,
        case when ${isOpen} then ${msOf('newest_at')} end as newest_at_ms,
        case when ${isOpen} then senders end as senders, case when ${isOpen} then signature end as signature
      from message_search
      where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) order by chat.id`.execute(trx);
  return rows.map(({ chatId, last, rev, ...block }) => ({
    ...{ chatId, last, rev },
    after: block.lastSeq ?? 0,
    end: block.signature === null ? undefined : ({ ...block, chatId } as BlockEnd),
  }));
}
