import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { blockOf, blockSize, firstSeqOf } from '../search/block.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Database } from '../tables/database.ts';
import type { BlockBuilder, BlockEnd, SourceMessage } from './search-block-build.ts';
import { searchBlocksExtend, searchBlocksPut } from './search-blocks-store.ts';

/** One process at a time writes the index of a database; others look again. */
export async function searchIndexLock(trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{
    isMine: boolean;
  }>`select pg_try_advisory_xact_lock(7271, 2) as is_mine`.execute(trx);
  return rows[0]?.isMine === true;
}

/**
 * No commit of the index waits for the disk, nor makes those of sends wait: what is lost with a crash is in the queue
 * again, because it left it in the same transaction.
 */
export async function searchIndexWithoutWaiting(trx: Transaction<Database>): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(trx);
}

/** Under load each of them names most chats that are busy, and is read again until the last of those is done. */
const mostQueued = 50;
/** Messages in one transaction: some milliseconds, in which nothing else happens in this process. */
const mostAtOnce = 4 * blockSize;

export interface AdvanceResult {
  /** Messages that were indexed. */
  count: number;
  /** The queue holds more, or another process is at it. */
  hasMore: boolean;
}

/**
 * Indexes what the queue names, from the messages as they are now: whatever is repeated, or comes late or in another
 * order, the index becomes what it should be.
 */
export async function searchIndexAdvance(
  db: Kysely<Database>,
  builder: BlockBuilder,
): Promise<AdvanceResult> {
  return db.transaction().execute(async (trx) => {
    if (!(await searchIndexLock(trx))) return { count: 0, hasMore: true };
    const queued = await trx
      .selectFrom('messageSearchQueue')
      .select(['id', 'chatIds', 'blockNo'])
      .orderBy('id')
      .limit(mostQueued)
      .execute();
    if (queued.length === 0) return { count: 0, hasMore: false };
    await searchIndexWithoutWaiting(trx);
    const ends = queued.filter(({ blockNo }) => blockNo === null).flatMap(({ chatIds }) => chatIds);
    const again = queued.flatMap(({ chatIds, blockNo }) =>
      blockNo === null ? [] : chatIds.map((chatId) => ({ chatId, blockNo })),
    );
    // The ends first: a block that is not there yet is made with them, from what its messages are now.
    const extended = await extend(trx, builder, [...new Set(ends)]);
    const rebuilt = await searchBlocksRebuild(trx, builder, await known(trx, again));
    const done = queued.filter(
      ({ chatIds, blockNo }) => blockNo !== null || chatIds.every((id) => !extended.isUnfinished(id)),
    );
    await trx
      .deleteFrom('messageSearchQueue')
      .where(sql<boolean>`id = any(${done.map(({ id }) => id)}::bigint[])`)
      .execute();
    return {
      count: rebuilt + extended.count,
      hasMore: done.length === mostQueued || done.length < queued.length,
    };
  });
}

/** Those of the blocks that are there, each once. */
async function known(trx: Transaction<Database>, blocks: readonly BlockPlace[]): Promise<BlockPlace[]> {
  if (blocks.length === 0) return [];
  return trx
    .selectFrom('messageSearch')
    .where(
      sql<boolean>`(chat_id, block_no) in (select * from unnest(
        ${blocks.map(({ chatId }) => chatId)}::uuid[], ${blocks.map(({ blockNo }) => blockNo)}::int[]))`,
    )
    .select(['chatId', 'blockNo'])
    .execute();
}

export interface BlockPlace {
  chatId: string;
  blockNo: number;
}

/** Makes blocks anew from their messages; resolves with how many messages there were. */
export async function searchBlocksRebuild(
  trx: Transaction<Database>,
  builder: BlockBuilder,
  blocks: readonly BlockPlace[],
): Promise<number> {
  if (blocks.length === 0) return 0;
  const wanted = sql<{ chatId: string; fromSeq: number }>`unnest(
    ${blocks.map(({ chatId }) => chatId)}::uuid[],
    ${blocks.map(({ blockNo }) => firstSeqOf(blockNo))}::bigint[])`.as<'wanted'>(
    sql`wanted (chat_id, from_seq)`,
  );
  const messages = await trx
    .selectFrom('messages as message')
    .innerJoin(wanted, (join) =>
      join
        .onRef('message.chatId', '=', 'wanted.chatId')
        .on(
          sql<boolean>`message.seq between wanted.from_seq and wanted.from_seq + ${sql.lit(blockSize - 1)}`,
        ),
    )
    .select([
      'message.chatId',
      'message.seq',
      'message.senderId',
      'message.kind',
      'message.body',
      'message.createdAt',
      'message.content',
    ])
    .orderBy('message.chatId')
    .orderBy('message.seq')
    .execute();
  // Some milliseconds at a time, in which nothing else happens in this process.
  for (let at = 0; at < messages.length;) {
    let end = Math.min(messages.length, at + mostAtOnce);
    while (end < messages.length && isSameBlock(messages[end - 1], messages[end])) end++;
    await searchBlocksPut(trx, builder.build(messages.slice(at, end)));
    at = end;
  }
  return messages.length;
}

const isSameBlock = (a: SourceMessage | undefined, b: SourceMessage | undefined) =>
  a?.chatId === b?.chatId && blockOf(a?.seq ?? 1) === blockOf(b?.seq ?? 1);

/** Adds what was sent since to the ends of chats. */
async function extend(
  trx: Transaction<Database>,
  builder: BlockBuilder,
  chatIds: readonly string[],
): Promise<{ count: number; isUnfinished: (chatId: string) => boolean }> {
  if (chatIds.length === 0) return { count: 0, isUnfinished: () => false };
  const indexed = await indexedUpTo(trx, chatIds);
  const taken = await fillingABatch(trx, chatIds, indexed);
  const ends = await endsOf(trx, taken);
  // A block of an older format is made anew.
  const isOld = ({ signature }: BlockEnd) => signature.length !== signatureBytes;
  const lastSeqs = new Map(
    ends.map((end) => [end.chatId, isOld(end) ? firstSeqOf(end.blockNo) - 1 : end.lastSeq]),
  );
  const { rows: messages } = await sql<SourceMessage>`
    select message.* from unnest(${taken}::uuid[], ${taken.map((id) => lastSeqs.get(id) ?? 0)}::bigint[])
      as wanted (chat_id, last_seq)
    cross join lateral (
      select chat_id, seq, sender_id, kind, body, created_at, content from messages
      where chat_id = wanted.chat_id and seq > wanted.last_seq order by seq limit ${sql.lit(mostAtOnce)}
    ) message
    order by message.chat_id, message.seq limit ${sql.lit(mostAtOnce)}`.execute(trx);
  const places = new Map(ends.map((end): [string, BlockEnd] => [`${end.chatId}:${end.blockNo}`, end]));
  const old = new Set(ends.filter(isOld).map(({ chatId, blockNo }) => `${chatId}:${blockNo}`));
  for (const key of old) places.delete(key);
  const { whole, added } = Object.groupBy(builder.build(messages, places), ({ chatId, blockNo }) =>
    old.has(`${chatId}:${blockNo}`) ? 'whole' : 'added',
  );
  await searchBlocksPut(trx, whole ?? []);
  await searchBlocksExtend(trx, added ?? []);
  // In the order of chats: the last one, and those after it, may have more.
  const lastId = messages.length === mostAtOnce ? messages.at(-1)?.chatId : undefined;
  const done = new Set(taken.filter((id) => lastId === undefined || id < lastId));
  return { count: messages.length, isUnfinished: (id) => !done.has(id) };
}

/** Up to where chats are indexed. Their ends are large, and most are not needed: of them only the place is read. */
async function indexedUpTo(
  trx: Transaction<Database>,
  chatIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ chatId: string; lastSeq: number }>`
    select wanted.chat_id, block.last_seq from unnest(${chatIds}::uuid[]) wanted (chat_id)
    cross join lateral (
      select last_seq from message_search where chat_id = wanted.chat_id order by block_no desc limit 1
    ) block`.execute(trx);
  return new Map(rows.map(({ chatId, lastSeq }) => [chatId, lastSeq]));
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

/** The first of these chats, by their ids, until they fill a batch: of the others nothing is read for nothing. */
async function fillingABatch(
  trx: Transaction<Database>,
  chatIds: readonly string[],
  indexed: ReadonlyMap<string, number>,
): Promise<string[]> {
  const heads = await trx
    .selectFrom('chats')
    .where(sql<boolean>`id = any(${chatIds}::uuid[])`)
    .select(['id', 'lastSeq'])
    .execute();
  const lastSeqs = new Map(heads.map(({ id, lastSeq }) => [id, lastSeq]));
  let room = mostAtOnce;
  return chatIds.toSorted().filter((id) => {
    const isTaken = room > 0;
    room -= Math.max(0, (lastSeqs.get(id) ?? 0) - (indexed.get(id) ?? 0));
    return isTaken;
  });
}

/** What an event of messages adds to the queue. */
export async function searchIndexQueue(
  trx: Transaction<Database>,
  chatIds: readonly string[],
  changed: readonly { chatId: string; seq: number }[] = [],
): Promise<void> {
  const ids = [...new Set(chatIds)];
  const blocks = new Map(changed.map(({ chatId, seq }) => [`${chatId}:${blockOf(seq)}`, { chatId, seq }]));
  const rows = [
    ...(ids.length > 0 ? [{ chatIds: ids, blockNo: null }] : []),
    ...[...blocks.values()].map(({ chatId, seq }) => ({ chatIds: [chatId], blockNo: blockOf(seq) })),
  ];
  if (rows.length > 0) await trx.insertInto('messageSearchQueue').values(rows).execute();
}
