import { CloseCode } from '@bridges/contracts/protocol';
import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Channel } from '../channel.ts';
import type { Connection } from '../connection.ts';
import { textFrame } from '../frame.ts';
import type { Hub } from '../hub.ts';

/** Lists that are read at the same time. */
const concurrency = 16;

type Messages = Pick<RpcClient<typeof MessagesService>, 'listSubscriptions'>;

/** After the bus lost payloads: reads again which chats everyone hears, so that a removal takes effect (G7). */
export async function repairSubscriptions(hub: Hub, messages: Messages): Promise<void> {
  const users = [...hub.channels()].filter(({ name }) => name.startsWith('user:'));
  const workers = Array.from({ length: concurrency }, async () => {
    for (let own = users.pop(); own; own = users.pop()) await repair(hub, messages, own);
  });
  await Promise.all(workers);
}

async function repair(hub: Hub, messages: Messages, own: Channel): Promise<void> {
  // Those that are opening read the list themselves.
  const connections = [...own.connections, ...own.rooms].filter(({ isReady }) => isReady);
  for (const connection of connections) connection.changedChats = new Map();
  try {
    const { subscriptions } = await messages.listSubscriptions({ userId: own.id });
    const listed = new Set(subscriptions.map(({ chatId }) => chatId));
    for (const connection of connections) {
      if (!connection.isClosing) apply(hub, connection, listed);
    }
  } finally {
    for (const connection of connections) connection.changedChats = null;
  }
}

function apply(hub: Hub, connection: Connection, listed: ReadonlySet<string>): void {
  const mayHear = (chatId: string) => connection.changedChats?.get(chatId) ?? listed.has(chatId);
  if (connection.isRoom) {
    if (!mayHear(connection.roomChatId)) connection.close(CloseCode.removedFromChat);
    return;
  }
  for (const { id: chat } of [...connection.chats]) {
    if (mayHear(chat)) continue;
    hub.leaveChat(connection, chat);
    connection.deliver(textFrame(JSON.stringify({ ev: 'chatGone', chat })), false);
  }
  for (const chatId of listed) if (mayHear(chatId)) hub.joinChat(connection, chatId);
}
