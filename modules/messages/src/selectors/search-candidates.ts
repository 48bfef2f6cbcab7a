import { sql } from 'kysely';
import { blockSize } from '../search/block.ts';
import { conditionSql } from '../search/condition.ts';
import type { Condition } from '../search/condition.ts';
import { signatureBytes } from '../search/signature.ts';
import type { Reader } from '../tables/database.ts';
import { msOf } from './ms-of.ts';

export interface CandidateQuery {
  viewerId: string;
  chatId?: string | undefined;
  before?: Date | undefined;
  after?: Date | undefined;
  isPinned: boolean;
  /** Asked of what passes the filter: of long messages a signature says little. */
  senderId?: string | undefined;
  /** Of senders and kinds: holds in every stage. */
  filter: Condition;
  /** Of each term what its stages ask for, each besides those before it. */
  terms: readonly (readonly Condition[])[];
  /** Where an earlier page ended: in the last stage, blocks that lie before it are not asked for again. */
  from?: { stage: number; atMs: number } | undefined;
}

/** A block in which something may be found from this stage on. */
export interface Candidate {
  chatId: string;
  blockNo: number;
  newestMs: number;
  oldestMs: number;
  stage: number;
  /** Another one with each change of the block. */
  version: string;
  /** It is in no block yet: these messages. */
  tail?: { firstSeq: number; lastSeq: number };
}

/** More blocks than these are not looked at for one page. */
export const mostCandidates = 1500;

/**
 * One pass over the signatures of the blocks that this user may read: nothing else of the index is touched, and no
 * block of another's chat. The best stage first, the newest first in each.
 */
export async function searchCandidates(db: Reader, query: CandidateQuery): Promise<Candidate[]> {
  let blocks = db
    .selectFrom('chatMembers as member')
    .innerJoin('messageSearch as block', 'block.chatId', 'member.chatId')
    .where('member.userId', '=', query.viewerId)
    .whereRef('block.lastSeq', '>=', 'member.firstSeq')
    .select(['block.chatId', 'block.blockNo'])
    .select([msOf('block.newestAt').as('newestMs'), msOf('block.oldestAt').as('oldestMs')])
    .select([stageSql(query).as('stage'), sql`block.xmin`.as('version')]);
  if (query.chatId !== undefined) blocks = blocks.where('member.chatId', '=', query.chatId);
  if (query.before !== undefined) blocks = blocks.where('block.oldestAt', '<', query.before);
  if (query.after !== undefined) blocks = blocks.where('block.newestAt', '>=', query.after);
  if (query.isPinned)
    blocks = blocks.where(sql<boolean>`exists (select from chats chat, unnest(chat.pins) pin
      where chat.id = block.chat_id and (pin - 1) / ${sql.lit(blockSize)} = block.block_no)`);
  // The offset keeps PostgreSQL from taking both selects for one, and working out the long condition for each.
  let found = db.selectFrom(blocks.offset(0).as('found')).selectAll().where('stage', 'is not', null);
  // Before that, the blocks of its stage may still hold something of stages after it.
  const lastStage = (query.terms[0]?.length ?? 1) - 1;
  if (query.from?.stage === lastStage) found = found.where('oldestMs', '<=', query.from.atMs);
  const first = found
    .orderBy('stage')
    .orderBy('newestMs', 'desc')
    .orderBy('chatId')
    .orderBy('blockNo')
    .limit(mostCandidates);
  // There are a thousand of them: one line is read several times as fast as so many rows.
  const { line } = await db
    .selectFrom(first.as('first'))
    .select(
      sql<
        string | null
      >`string_agg(concat_ws(' ', chat_id, block_no, newest_ms, oldest_ms, stage, version), ',')`.as('line'),
    )
    .executeTakeFirstOrThrow();
  return line === null ? [] : line.split(',').map(readCandidate);
}

function readCandidate(line: string): Candidate {
  const [chatId = '', blockNo, newestMs, oldestMs, stage, version = ''] = line.split(' ');
  return {
    chatId,
    blockNo: Number(blockNo),
    newestMs: Number(newestMs),
    oldestMs: Number(oldestMs),
    stage: Number(stage),
    version,
  };
}

/**
 * The first stage in which all terms pass; null: none. Each bit is asked for once. Blocks of an older format, which a
 * rebuild has not come to yet, may hold anything.
 */
function stageSql({ filter, senderId, terms }: CandidateQuery) {
  const stages = terms.map(
    (conditions) =>
      sql`case ${sql.join(
        conditions.map(
          (condition, at) =>
            sql`when ${sql.raw(conditionSql(condition, 'block.signature'))} then ${sql.lit(at)}`,
        ),
        sql` `,
      )} else ${sql.lit(conditions.length)} end`,
  );
  const count = sql.lit(terms[0]?.length ?? 1);
  const stage = stages.length === 0 ? sql`0` : sql`nullif(greatest(${sql.join(stages)}), ${count})`;
  const isWritten = senderId === undefined ? sql`true` : sql`${senderId}::uuid = any (block.senders)`;
  return sql<number | null>`case when octet_length(block.signature) <> ${sql.lit(signatureBytes)} then 0
    when ${sql.raw(conditionSql(filter, 'block.signature'))} and ${isWritten} then ${stage} end`;
}
