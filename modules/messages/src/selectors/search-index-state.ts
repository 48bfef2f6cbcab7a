import type { SearchIndexState } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { searchQueueState } from './search-queue-state.ts';

/** How far the index is, and how large. */
export async function searchIndexState(db: Reader): Promise<SearchIndexState> {
  const [rebuild, totals, queue, size] = await Promise.all([
    db.selectFrom('messageSearchRebuild').selectAll().executeTakeFirstOrThrow(),
    db
      .selectFrom('chats')
      .where('purgedAt', 'is', null)
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('lastSeq'), sql<number>`0`).as('messageCount'))
      .executeTakeFirstOrThrow(),
    searchQueueState(db),
    db
      .selectFrom(
        sql<{ bytes: number }>`(select pg_total_relation_size('message_search')::bigint as bytes)`.as('size'),
      )
      .select('size.bytes')
      .executeTakeFirstOrThrow(),
  ]);
  const messageCount = Number(totals.messageCount);
  return {
    messageCount,
    sizeBytes: Number(size.bytes),
    waitingEvents: queue.waitingCount,
    waitingSince: queue.oldestAt?.toISOString() ?? null,
    rebuild: {
      startedAt: rebuild.startedAt.toISOString(),
      finishedAt: rebuild.finishedAt?.toISOString() ?? null,
      doneMessages: rebuild.messageCount,
      progress:
        rebuild.finishedAt || messageCount === 0 ? 1 : Math.min(1, rebuild.messageCount / messageCount),
    },
  };
}
