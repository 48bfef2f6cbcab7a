import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import { directChatAnnounce } from './direct-chat-announce.ts';
import type { OpeningContext } from './direct-chat-announce.ts';
import { directChatFind, directChatOpen } from './direct-chat-open.ts';
import type { OpenedChat } from './direct-chat-open.ts';
import { assertCanWriteFirst } from './first-write.ts';

export interface StartContext extends OpeningContext {
  db: Kysely<Database>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkPeople'>;
}

/**
 * Opens a direct chat with a user whom the opener may write to, and tells the devices. A chat in which somebody
 * wrote is opened without asking.
 *
 * @throws AppError messages.user_not_found, messages.cannot_write, kit.unavailable
 */
export async function directChatStart(
  context: StartContext,
  openerId: string,
  otherId: string,
): Promise<OpenedChat> {
  const found = await directChatFind(context.db, openerId, otherId);
  if (found?.hasBegun) return { chatId: found.chatId, isNew: false };
  if (openerId !== otherId) await assertCanWriteFirst(context.accounts, openerId, otherId);
  const opened = await directChatOpen(context.db, openerId, otherId);
  if (opened.isNew) await directChatAnnounce(context, opened.chatId, openerId, otherId);
  return opened;
}
