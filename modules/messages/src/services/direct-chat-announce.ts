import type { Broker } from '@bridges/kit';
import type { LiveAnnouncer } from './live-announcer.ts';

export interface OpeningContext {
  broker: Broker;
  live: Pick<LiveAnnouncer, 'chatAdded' | 'chatChanged'>;
}

/** What follows the commit of a new direct or saved chat: open sockets belong to it, the opener is shown it. */
export async function directChatAnnounce(
  { broker, live }: OpeningContext,
  chatId: string,
  openerId: string,
  otherId: string,
): Promise<void> {
  broker.kick();
  live.chatAdded(chatId, [...new Set([openerId, otherId])]);
  // The other side sees it with its first message.
  await live.chatChanged(chatId, [openerId]);
}
