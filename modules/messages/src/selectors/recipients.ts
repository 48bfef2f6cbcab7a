import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

export interface Recipient {
  userId: string;
  hasRead: boolean;
  isReactionWaiting: boolean;
}

/** Whom of these a message may be told to now, and whether they have seen it or the reactions to it. */
export async function recipientsOf(
  db: Reader,
  { chatId, seq, userIds }: { chatId: string; seq: number; userIds: readonly string[] },
): Promise<Recipient[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom('messages as message')
    .innerJoin('chatMembers as member', 'member.chatId', 'message.chatId')
    .leftJoin('hiddenMessages as hidden', (join) =>
      join
        .onRef('hidden.userId', '=', 'member.userId')
        .onRef('hidden.chatId', '=', 'message.chatId')
        .onRef('hidden.seq', '=', 'message.seq'),
    )
    .leftJoin('attentions as attention', (join) =>
      join
        .onRef('attention.userId', '=', 'member.userId')
        .onRef('attention.chatId', '=', 'message.chatId')
        .onRef('attention.seq', '=', 'message.seq')
        .on('attention.kind', '=', 'reaction'),
    )
    .where('message.chatId', '=', chatId)
    .where('message.seq', '=', seq)
    .where('message.kind', '!=', 'deleted')
    .whereRef('message.seq', '>=', 'member.firstSeq')
    .where('hidden.seq', 'is', null)
    .where(sql<boolean>`member.user_id = any(${userIds}::uuid[])`)
    .select(['member.userId', 'member.readSeq', 'attention.seq as waitingSeq'])
    .execute();
  return rows.map(({ userId, readSeq, waitingSeq }) => ({
    userId,
    hasRead: readSeq >= seq,
    isReactionWaiting: waitingSeq !== null,
  }));
}
