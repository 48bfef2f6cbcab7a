import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

export interface Attention {
  mentionSeqs: number[];
  reactionSeqs: number[];
}

/** What waits in a chat for the eyes of each of these members, the oldest first. */
export async function attentionList(
  db: Reader,
  chatId: string,
  userIds: readonly string[],
): Promise<Map<string, Attention>> {
  const rows = await db
    .selectFrom('chatMembers as member')
    .where('member.chatId', '=', chatId)
    .where(sql<boolean>`member.user_id = any(${userIds}::uuid[])`)
    .select([
      'member.userId',
      attentionSeqs('mention').as('mentionSeqs'),
      attentionSeqs('reaction').as('reactionSeqs'),
    ])
    .execute();
  return new Map(rows.map(({ userId, ...attention }) => [userId, attention]));
}

/** One kind of it, of a row of `chat_members as member`. A mention that she has read waits no more. */
export function attentionSeqs(kind: 'mention' | 'reaction') {
  const isUnread = kind === 'mention' ? sql`and a.seq > member.read_seq` : sql``;
  return sql<number[]>`array(select a.seq from attentions a
    where a.user_id = member.user_id and a.chat_id = member.chat_id and a.kind = ${kind} ${isUnread}
    order by a.seq limit 100)`;
}
