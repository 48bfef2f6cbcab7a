import type { Chat } from '@bridges/contracts';
import { sql } from 'kysely';
import { presentChat } from '../presenters/chat.ts';
import type { Reader } from '../tables/database.ts';
import { memberChatRows, toChatRow } from './chat-rows.ts';

/** One chat as each of these members has it, by user id; those who are not in it are left out. */
export async function chatOfMembers(
  db: Reader,
  chatId: string,
  userIds: readonly string[],
): Promise<Map<string, Chat>> {
  const rows = await memberChatRows(db)
    .where('chat.id', '=', chatId)
    .where(sql<boolean>`member.user_id = any(${userIds}::uuid[])`)
    .select('member.userId as viewerId')
    .execute();
  return new Map(rows.map(({ viewerId, ...row }) => [viewerId, presentChat(toChatRow(row), viewerId)]));
}
