import type { SocketEvent } from '@bridges/contracts';
import { CloseCode, PROTOCOL_VERSION } from '@bridges/contracts/protocol';
import type { AccountsService, MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import type { Connection } from './connection.ts';
import { enterOwnChannel } from './enter-own-channel.ts';
import { textFrame } from './frame.ts';
import type { Hub } from './hub.ts';

export interface OpeningParts {
  hub: Hub;
  messages: Pick<RpcClient<typeof MessagesService>, 'listSubscriptions'>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkSessions'>;
  config: Pick<GatewayConfig, 'maxSocketsPerUser' | 'heartbeatMs'>;
  log: FastifyBaseLogger;
}

/**
 * Makes a socket of `/ws` hear its user and all her chats, then says `hello`. Until then nothing is delivered
 * and nothing is read; what happens meanwhile is in the lists that the client asks for after `hello`.
 *
 * The user's channel comes first: a chat or a session lost from then on is heard of, so a list that was read
 * earlier cannot bring it back.
 */
export async function openConnection(parts: OpeningParts, connection: Connection): Promise<void> {
  const { hub, messages, accounts, config, log } = parts;
  try {
    if (!(await enterOwnChannel({ hub, accounts, config }, connection))) return;
    const { subscriptions } = await messages.listSubscriptions({ userId: connection.userId });
    if (connection.isClosing) return;
    const channels = subscriptions
      .filter(({ chatId }) => connection.changedChats?.get(chatId) !== false)
      .map(({ chatId, lastSeq, isSilent }) => {
        const channel = hub.joinChat(connection, chatId);
        if (isSilent) channel.isSilent = true;
        if (channel.knownSeq < lastSeq && channel.connections.length === 1) channel.knownSeq = lastSeq;
        return channel;
      });
    await Promise.all(channels.map((channel) => channel.ready));
  } catch (error) {
    log.warn({ err: error }, 'could not open a socket');
    return connection.close(CloseCode.unavailable);
  }
  if (connection.isClosing) return;
  connection.changedChats = null;
  connection.isReady = true;
  connection.queue.push(textFrame(JSON.stringify(hello(connection, config.heartbeatMs))));
  connection.socket.resume();
}

function hello({ userId, sessionId }: Connection, heartbeatMs: number): SocketEvent {
  return {
    ev: 'hello',
    protocol: PROTOCOL_VERSION,
    user: userId,
    session: sessionId,
    serverTime: new Date().toISOString(),
    heartbeatMs,
  };
}
