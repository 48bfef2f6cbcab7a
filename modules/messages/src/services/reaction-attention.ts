import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/**
 * A message with reactions of others waits for its author's eyes until she has seen them, or the last is gone.
 * Resolves with whom this changed something for.
 */
export async function reactionAttention(
  trx: Transaction<Database>,
  { chatId, seq, senderId }: { chatId: string; seq: number; senderId: string },
  actorId: string,
  isOn: boolean,
): Promise<string[]> {
  if (senderId === actorId) return [];
  const author = { userId: senderId, chatId, kind: 'reaction', seq } as const;
  if (!isOn) {
    const other = await trx
      .selectFrom('messageReactions')
      .where('chatId', '=', chatId)
      .where('seq', '=', seq)
      .where('userId', '!=', senderId)
      .select('userId')
      .limit(1)
      .executeTakeFirst();
    if (other) return [];
    const relieved = await trx
      .deleteFrom('attentions')
      .where('userId', '=', senderId)
      .where('chatId', '=', chatId)
      .where('kind', '=', 'reaction')
      .where('seq', '=', seq)
      .executeTakeFirst();
    return relieved.numDeletedRows > 0n ? [senderId] : [];
  }
  const member = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '=', senderId)
    .where('firstSeq', '<=', seq)
    .select('userId')
    .executeTakeFirst();
  if (!member) return [];
  const added = await trx
    .insertInto('attentions')
    .values(author)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows ? [senderId] : [];
}
