import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { errors } from '../errors.ts';
import type { Database } from '../tables/database.ts';
import { directChatAnnounce } from './direct-chat-announce.ts';
import type { OpeningContext } from './direct-chat-announce.ts';
import { directChatOpen } from './direct-chat-open.ts';
import type { OpenedChat } from './direct-chat-open.ts';

export interface StartContext extends OpeningContext {
  db: Kysely<Database>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>;
}

/** Opens a direct chat with a user who exists, and tells the devices. @throws AppError messages.user_not_found */
export async function directChatStart(
  context: StartContext,
  openerId: string,
  otherId: string,
): Promise<OpenedChat> {
  const { users } = await context.accounts.getUsers({ ids: [otherId] });
  if (users.length === 0) throw errors.user_not_found();
  const opened = await directChatOpen(context.db, openerId, otherId);
  if (opened.isNew) await directChatAnnounce(context, opened.chatId, openerId, otherId);
  return opened;
}
