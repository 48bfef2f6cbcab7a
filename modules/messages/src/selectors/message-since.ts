import type { Reader } from '../tables/database.ts';

/**
 * The first message at or after a moment, by its seq; the last one if all are older. Times rise with the seqs, so
 * the place is found by halving: some 17 looks by primary key among 100,000 messages.
 */
export async function messageSince(
  db: Reader,
  chatId: string,
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
  since: string,
): Promise<number> {
  const moment = new Date(since);
  let low = firstSeq;
  let high = lastSeq;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await db
      .selectFrom('messages')
      .select('createdAt')
      .where('chatId', '=', chatId)
      .where('seq', '=', middle)
      .executeTakeFirst();
    if (row === undefined || row.createdAt < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
