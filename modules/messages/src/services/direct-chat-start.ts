import type { AccountsService } from '@bridges/contracts/proto';
import type { Broker, RpcClient } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { errors } from '../errors.ts';
import type { Database } from '../tables/database.ts';
import { directChatOpen } from './direct-chat-open.ts';
import type { OpenedChat } from './direct-chat-open.ts';
import type { LiveAnnouncer } from './live-announcer.ts';

export interface StartContext {
  db: Kysely<Database>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>;
  broker: Broker;
  live: Pick<LiveAnnouncer, 'chatAdded' | 'chatChanged'>;
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
  if (!opened.isNew) return opened;
  context.broker.kick();
  context.live.chatAdded(opened.chatId, [...new Set([openerId, otherId])]);
  // The other side sees it with its first message.
  await context.live.chatChanged(opened.chatId, [openerId]);
  return opened;
}
