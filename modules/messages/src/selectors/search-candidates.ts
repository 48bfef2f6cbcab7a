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
  /** Of each term what its stages ask for, each besides those before it. */
  terms: readonly (readonly Condition[])[];
  /** Where an earlier page ended: blocks that lie before it in its stage are not asked for again. */
  from?: { stage: number; atMs: number } | undefined;
}

/** A block in which something may be found from this stage on. */
export interface Candidate {
  chatId: string;
  blockNo: number;
  newestMs: number;
  oldestMs: number;
  stage: number;
}

/** There are a thousand of them, so that they are not made into dates and back. */
const msOf = (column: string) => sql<number>`round(date_part('epoch', ${sql.ref(column)}) * 1000)`;

/** More blocks than these are not looked at for one page. */
export const mostCandidates = 1500;

/**
 * One pass over the signatures of the blocks that this user may read: nothing else of the index is touched, and no
 * block of another's chat. The best stage first, the newest first in each.
 */
export function searchCandidates(db: Reader, query: CandidateQuery): Promise<Candidate[]> {
  const count = query.terms[0]?.length ?? 1;
  let blocks = db
    .selectFrom('chatMembers as member')
    .innerJoin('messageSearch as block', 'block.chatId', 'member.chatId')
    .where('member.userId', '=', query.viewerId)
    .whereRef('block.lastSeq', '>=', 'member.firstSeq')
    .where(sql<boolean>`${sql.raw(conditionSql(query.filter, 'block.signature'))}`)
    .select(['block.chatId', 'block.blockNo'])
    .select([msOf('block.newestAt').as('newestMs'), msOf('block.oldestAt').as('oldestMs')])
    .select(stageSql(query.terms).as('stage'));
  if (query.chatId !== undefined) blocks = blocks.where('member.chatId', '=', query.chatId);
  if (query.before !== undefined) blocks = blocks.where('block.oldestAt', '<', query.before);
  if (query.after !== undefined) blocks = blocks.where('block.newestAt', '>=', query.after);
  if (query.isPinned)
    blocks = blocks.where(sql<boolean>`exists (select from chats chat, unnest(chat.pins) pin
      where chat.id = block.chat_id and (pin - 1) / ${sql.lit(blockSize)} = block.block_no)`);
  // The offset keeps PostgreSQL from taking both selects for one, and working out the long condition for each.
  let found = db.selectFrom(blocks.offset(0).as('found')).selectAll().where('stage', '<', count);
  const { from } = query;
  if (from)
    found = found.where((eb) => eb.or([eb('stage', '>', from.stage), eb('oldestMs', '<=', from.atMs)]));
  return found
    .orderBy('stage')
    .orderBy('newestMs', 'desc')
    .orderBy('chatId')
    .orderBy('blockNo')
    .limit(mostCandidates)
    .execute();
}

/** The first stage in which all terms pass; none: as many as there are. Each bit is asked for once. */
function stageSql(terms: CandidateQuery['terms']) {
  const stages = terms.map(
    (conditions) =>
      sql<number>`case ${sql.join(
        conditions.map(
          (condition, at) =>
            sql`when ${sql.raw(conditionSql(condition, 'block.signature'))} then ${sql.lit(at)}`,
        ),
        sql` `,
      )} else ${sql.lit(conditions.length)} end`,
  );
  return stages.length === 0 ? sql<number>`0` : sql<number>`greatest(${sql.join(stages)})`;
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
