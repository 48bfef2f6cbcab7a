import type { Reader } from '../tables/database.ts';

/** What the index of search is behind by. */
export async function searchQueueState(db: Reader): Promise<{ waitingCount: number; oldestAt: Date | null }> {
  const { waiting, oldestAt } = await db
    .selectFrom('messageSearchQueue')
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('queuedAt').as('oldestAt')])
    .executeTakeFirstOrThrow();
  return { waitingCount: Number(waiting), oldestAt };
}
