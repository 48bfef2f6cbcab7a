import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { firstSeqOf } from '../search/block.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Database } from '../tables/database.ts';
import type { BlockBuilder, BlockEnd, SourceMessage } from './search-block-build.ts';
import { searchBlocksWrite } from './search-blocks-store.ts';

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

/** Adds what was sent since to the ends of chats, so many messages at most. */
export async function searchEndsExtend(
  trx: Transaction<Database>,
  builder: BlockBuilder,
  chatIds: readonly string[],
  most: number,
): Promise<{ count: number; isUnfinished: (chatId: string) => boolean }> {
  if (chatIds.length === 0) return { count: 0, isUnfinished: () => false };
  const ends = await endsOf(trx, chatIds);
  // A block of an older format is made anew.
  const isOld = ({ signature }: BlockEnd) => signature.length !== signatureBytes;
  const lastSeqs = new Map(
    ends.map((end) => [end.chatId, isOld(end) ? firstSeqOf(end.blockNo) - 1 : end.lastSeq]),
  );
  // Without what turns names of columns: it would cost more than to read them.
  const { rows: messages } = await sql<SourceMessage>`
    select message.* from unnest(${chatIds}::uuid[], ${chatIds.map((id) => lastSeqs.get(id) ?? 0)}::bigint[])
      as wanted (chat_id, last_seq)
    cross join lateral (
      select chat_id as "chatId", seq, sender_id as "senderId", kind, body, created_at as "createdAt", content
      from messages where chat_id = wanted.chat_id and seq > wanted.last_seq order by seq limit ${sql.lit(most)}
    ) message
    order by message."chatId", message.seq limit ${sql.lit(most)}`.execute(trx.withoutPlugins());
  const places = new Map(ends.map((end): [string, BlockEnd] => [`${end.chatId}:${end.blockNo}`, end]));
  const old = new Set(ends.filter(isOld).map(({ chatId, blockNo }) => `${chatId}:${blockNo}`));
  for (const key of old) places.delete(key);
  const { whole, added } = Object.groupBy(builder.build(messages, places), ({ chatId, blockNo }) =>
    old.has(`${chatId}:${blockNo}`) ? 'whole' : 'added',
  );
  await searchBlocksWrite(trx, whole ?? [], 'whole');
  await searchBlocksWrite(trx, added ?? [], 'added');
  // In the order of chats: the last one, and those after it, may have more.
  const lastId = messages.length === most ? messages.at(-1)?.chatId : undefined;
  return {
    count: messages.length,
    isUnfinished: (id) => lastId !== undefined && id >= lastId,
  };
}

/** The last block of each of these chats. */
async function endsOf(trx: Transaction<Database>, chatIds: readonly string[]): Promise<BlockEnd[]> {
  const { rows } = await sql<BlockEnd>`
    select block.* from unnest(${chatIds}::uuid[]) wanted (chat_id)
    cross join lateral (
      select chat_id, block_no, last_seq, oldest_at, newest_at, senders, signature from message_search
      where chat_id = wanted.chat_id order by block_no desc limit 1
    ) block`.execute(trx);
  return rows;
}
