import type { Reader } from '../tables/database.ts';

/** What a user deleted for herself after one of her own revs and up to another, by chat. */
export async function hiddenList(
  db: Reader,
  userId: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<{ chatId: string; seqs: number[] }[]> {
  const rows = await db
    .selectFrom('hiddenMessages')
    .where('userId', '=', userId)
    .where('userRev', '>', after)
    .where('userRev', '<=', upTo)
    .select(['chatId', 'seq'])
    .orderBy('chatId')
    .orderBy('seq')
    .execute();
  return [...Map.groupBy(rows, ({ chatId }) => chatId)].map(([chatId, hidden]) => ({
    chatId,
    seqs: hidden.map(({ seq }) => seq),
  }));
}
