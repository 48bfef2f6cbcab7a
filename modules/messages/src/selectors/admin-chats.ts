import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

export interface ChatActivity {
  chatId: string;
  messages: number;
  lastActivityAt: Date;
}

/** How much was said in chats, and when last: two columns of each, and never a word of it. */
export async function adminChats(db: Reader, ids: readonly string[]): Promise<ChatActivity[]> {
  return db
    .selectFrom('chats')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .select(['id as chatId', 'lastSeq as messages', 'lastActivityAt'])
    .execute();
}
