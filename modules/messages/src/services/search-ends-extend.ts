import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { firstSeqOf } from '../search/block.ts';
import { signatureBytes } from '../search/signature.ts';
import { msOf } from '../selectors/ms-of.ts';
import type { Database } from '../tables/database.ts';
import type { BlockEnd, SourceMessage } from './search-block-build.ts';
import { searchBlocksWrite } from './search-blocks-store.ts';
import type { IndexWork } from './search-index-advance.ts';

/** Which of these chats have messages after their last block, and how many. Of their ends, which are large, no more. */
export async function behindOf(
  trx: Transaction<Database>,
  chatIds: readonly string[],
): Promise<{ id: string; count: number }[]> {
  if (chatIds.length === 0) return [];
  const { rows } = await sql<{ id: string; count: number }>`
    select chat.id, (chat.last_seq - coalesce(block.last_seq, 0))::int as count from chats chat
    left join lateral (
      select last_seq from message_search where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) and chat.last_seq > coalesce(block.last_seq, 0)
    order by chat.id`.execute(trx);
  return rows;
}

/**
 * Adds what was sent since to the ends of chats: what this process has at hand, and so many other messages at most.
 * What it has is used only for chats in which, as the database says now, it is all and as it was.
 */
export async function searchEndsExtend(
  trx: Transaction<Database>,
  { builder, recent }: Pick<IndexWork, 'builder' | 'recent'>,
  chatIds: readonly string[],
  most: number,
): Promise<{ count: number; isUnfinished: (chatId: string) => boolean }> {
  if (chatIds.length === 0) return { count: 0, isUnfinished: () => false };
  const chats = await endsOf(trx, chatIds);
  const known: SourceMessage[] = [];
  const unknown: { chatId: string; after: number }[] = [];
  const [places, old] = [new Map<string, BlockEnd>(), new Set<string>()];
  for (const { chatId, last, rev, end } of chats) {
    // A block of an older format is made anew.
    const isOld = end !== undefined && end.signature.length !== signatureBytes;
    if (isOld) old.add(placeOf(end));
    else if (end) places.set(placeOf(end), end);
    const after = isOld ? firstSeqOf(end.blockNo) - 1 : (end?.lastSeq ?? 0);
    const messages = recent.take(chatId, { after, last, rev });
    if (messages) known.push(...messages);
    else unknown.push({ chatId, after });
    recent.drop(chatId, last);
  }
  const read = await messagesAfter(trx, unknown, most);
  const { whole, added } = Object.groupBy(builder.build([...known, ...read], places), (block) =>
    old.has(placeOf(block)) ? 'whole' : 'added',
  );
  await searchBlocksWrite(trx, whole ?? [], 'whole');
  await searchBlocksWrite(trx, added ?? [], 'added');
  // In the order of chats: the last one that was read, and those after it, may have more.
  const lastId = read.length === most ? read.at(-1)?.chatId : undefined;
  const unfinished = new Set(
    unknown.filter(({ chatId }) => lastId !== undefined && chatId >= lastId).map(({ chatId }) => chatId),
  );
  return { count: known.length + read.length, isUnfinished: (id) => unfinished.has(id) };
}

const placeOf = ({ chatId, blockNo }: Pick<BlockEnd, 'chatId' | 'blockNo'>) => `${chatId}:${blockNo}`;

async function messagesAfter(
  trx: Transaction<Database>,
  chats: readonly { chatId: string; after: number }[],
  most: number,
): Promise<SourceMessage[]> {
  if (chats.length === 0) return [];
  // Without what turns names of columns: it would cost more than to read them.
  const { rows } = await sql<SourceMessage>`
    select message.* from unnest(${chats.map(({ chatId }) => chatId)}::uuid[], ${chats.map(({ after }) => after)}::bigint[])
      as wanted (chat_id, last_seq)
    cross join lateral (
      select chat_id as "chatId", seq, sender_id as "senderId", kind, body, ${msOf('created_at')} as "createdAtMs", content
      from messages where chat_id = wanted.chat_id and seq > wanted.last_seq order by seq limit ${sql.lit(most)}
    ) message
    order by message."chatId", message.seq limit ${sql.lit(most)}`.execute(trx.withoutPlugins());
  return rows;
}

interface ChatEnd {
  chatId: string;
  /** Of its last message. */
  last: number;
  rev: number;
  /** Undefined: nothing of it is indexed. */
  end: BlockEnd | undefined;
}

/** These chats as they are now, and the last block of each. */
async function endsOf(trx: Transaction<Database>, chatIds: readonly string[]): Promise<ChatEnd[]> {
  const { rows } = await sql<Omit<ChatEnd, 'end'> & { [Name in keyof BlockEnd]: BlockEnd[Name] | null }>`
    select chat.id as chat_id, chat.last_seq as last, chat.rev, block.* from chats chat
    left join lateral (
      select block_no, last_seq, ${msOf('oldest_at')} as oldest_at_ms, ${msOf('newest_at')} as newest_at_ms, senders,
        signature
      from message_search
      where chat_id = chat.id order by block_no desc limit 1
    ) block on true
    where chat.id = any(${chatIds}::uuid[]) order by chat.id`.execute(trx);
  return rows.map(({ chatId, last, rev, ...block }) => ({
    ...{ chatId, last, rev },
    end: block.blockNo === null ? undefined : ({ ...block, chatId } as BlockEnd),
  }));
}
