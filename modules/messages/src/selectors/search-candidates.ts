import { sql } from 'kysely';
import { conditionSql } from '../search/condition.ts';
import type { Condition } from '../search/condition.ts';
import { blockSize } from '../search/block.ts';
import type { Reader } from '../tables/database.ts';

export interface CandidateQuery {
  viewerId: string;
  chatId?: string | undefined;
  before?: Date | undefined;
  after?: Date | undefined;
  isPinned: boolean;
  /** Of senders and kinds: holds in every stage. */
  filter: Condition;
  /** By stage; each passes all that those before it pass. */
  stages: readonly [Condition, ...Condition[]];
  /** Where an earlier page ended: blocks that lie before it in its stage are not asked for again. */
  from?: { stage: number; at: Date } | undefined;
}

/** A block in which something may be found from this stage on. */
export interface Candidate {
  chatId: string;
  blockNo: number;
  newestAt: Date;
  oldestAt: Date;
  stage: number;
}

/** More blocks than these are not looked at for one page. */
export const mostCandidates = 1500;

/**
 * One pass over the signatures of the blocks that this user may read: nothing else of the index is touched, and no
 * block of another's chat. The best stage first, the newest first in each.
 */
export function searchCandidates(db: Reader, query: CandidateQuery): Promise<Candidate[]> {
  const stages = query.stages.map((stage) => sql.raw(conditionSql(stage, 'block.signature')));
  const last = stages.length - 1;
  const stage = sql<number>`case ${sql.join(
    stages.slice(0, -1).map((condition, at) => sql`when ${condition} then ${sql.lit(at)}`),
    sql` `,
  )} else ${sql.lit(last)} end`;
  let blocks = db
    .selectFrom('chatMembers as member')
    .innerJoin('messageSearch as block', 'block.chatId', 'member.chatId')
    .where('member.userId', '=', query.viewerId)
    .whereRef('block.lastSeq', '>=', 'member.firstSeq')
    .where(sql<boolean>`${sql.raw(conditionSql(query.filter, 'block.signature'))}`)
    .where(sql<boolean>`${stages[last] ?? sql`true`}`)
    .select(['block.chatId', 'block.blockNo', 'block.newestAt', 'block.oldestAt'])
    .select((last === 0 ? sql<number>`0` : stage).as('stage'));
  if (query.chatId !== undefined) blocks = blocks.where('member.chatId', '=', query.chatId);
  if (query.before !== undefined) blocks = blocks.where('block.oldestAt', '<', query.before);
  if (query.after !== undefined) blocks = blocks.where('block.newestAt', '>=', query.after);
  if (query.isPinned)
    blocks = blocks.where(sql<boolean>`exists (select from chats chat, unnest(chat.pins) pin
      where chat.id = block.chat_id and (pin - 1) / ${sql.lit(blockSize)} = block.block_no)`);
  let found = db.selectFrom(blocks.as('found')).selectAll();
  const { from } = query;
  if (from) found = found.where((eb) => eb.or([eb('stage', '>', from.stage), eb('oldestAt', '<=', from.at)]));
  return found
    .orderBy('stage')
    .orderBy('newestAt', 'desc')
    .orderBy('chatId')
    .orderBy('blockNo')
    .limit(mostCandidates)
    .execute();
}

/** Texts of blocks, in no order; who wrote them only when it matters, because there are many in a block. */
export function searchTexts(
  db: Reader,
  blocks: readonly Pick<Candidate, 'chatId' | 'blockNo'>[],
  { hasSenders }: { hasSenders: boolean },
) {
  const chatIds = blocks.map(({ chatId }) => chatId);
  const blockNos = blocks.map(({ blockNo }) => blockNo);
  const wanted = sql<{
    chatId: string;
    blockNo: number;
  }>`unnest(${chatIds}::uuid[], ${blockNos}::int[])`.as<'wanted'>(sql`wanted (chat_id, block_no)`);
  return db
    .selectFrom('messageSearch as block')
    .innerJoin(wanted, (join) =>
      join.onRef('wanted.chatId', '=', 'block.chatId').onRef('wanted.blockNo', '=', 'block.blockNo'),
    )
    .select(['block.chatId', 'block.blockNo', 'block.lines'])
    .select((hasSenders ? sql<string[]>`block.senders` : sql<string[]>`'{}'::uuid[]`).as('senders'))
    .execute();
}
