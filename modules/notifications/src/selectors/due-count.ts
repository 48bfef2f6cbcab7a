import type { Reader } from '../tables/database.ts';

/** How many steps of the ladder are due, by channel. */
export async function dueCount(db: Reader): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('pendingTellings')
    .where('dueAt', '<=', new Date())
    .groupBy('channel')
    .select((eb) => ['channel', eb.fn.countAll<string>().as('count')])
    .execute();
  return new Map(rows.map(({ channel, count }) => [channel, Number(count)]));
}
