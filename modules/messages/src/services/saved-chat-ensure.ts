import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import { directChatAnnounce } from './direct-chat-announce.ts';
import type { OpeningContext } from './direct-chat-announce.ts';
import { directChatOpen } from './direct-chat-open.ts';

export interface SavedContext extends OpeningContext {
  db: Kysely<Database>;
}

/** Everybody has "Saved messages" from registration on, also before the event of her registration arrives. */
export async function savedChatEnsure(context: SavedContext, userId: string): Promise<void> {
  const { chatId, isNew } = await directChatOpen(context.db, userId, userId);
  if (isNew) await directChatAnnounce(context, chatId, userId, userId);
}
