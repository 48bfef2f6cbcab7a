import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import { directChatOpen } from './direct-chat-open.ts';

/** Everybody has "Saved messages" from registration on, also before the event of her registration arrives. */
export async function savedChatEnsure(db: Kysely<Database>, userId: string): Promise<void> {
  await directChatOpen(db, userId, userId);
}
