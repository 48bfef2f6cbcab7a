import { CloseCode } from '@bridges/contracts/protocol';
import type { GroupsService, MessagesService } from '@bridges/contracts/proto';
import { AppError } from '@bridges/kit';
import type { RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Connection } from '../connection.ts';
import { enterOwnChannel } from '../enter-own-channel.ts';
import type { EnteringParts } from '../enter-own-channel.ts';

export interface RoomOpeningParts extends EnteringParts {
  messages: Pick<RpcClient<typeof MessagesService>, 'resolveChat'>;
  groups: Pick<RpcClient<typeof GroupsService>, 'openRoom'>;
  log: FastifyBaseLogger;
}

/** Makes a room socket hear its chat. It says nothing itself: room clients expect messages and nothing else. */
export async function openRoom(
  parts: RoomOpeningParts,
  connection: Connection,
  idOrHandle: string,
): Promise<void> {
  try {
    if (!(await enterOwnChannel(parts, connection))) return;
    const chatId = await findChat(parts, connection.userId, idOrHandle);
    if (connection.isClosing) return;
    if (chatId === undefined) return connection.close(CloseCode.unknownChat);
    if (connection.changedChats?.get(chatId) === false) return connection.close(CloseCode.removedFromChat);
    connection.roomChatId = chatId;
    await parts.hub.joinChat(connection, chatId).ready;
  } catch (error) {
    parts.log.warn({ err: error }, 'could not open a room socket');
    return connection.close(CloseCode.unavailable);
  }
  if (connection.isClosing) return;
  connection.changedChats = null;
  connection.isReady = true;
  connection.socket.resume();
}

/** The chat of that id or name, else what groups makes of the name: a room to join, or a new one. */
async function findChat(
  { messages, groups }: Pick<RoomOpeningParts, 'messages' | 'groups'>,
  userId: string,
  idOrHandle: string,
): Promise<string | undefined> {
  const known = await orUndefined(messages.resolveChat({ userId, idOrHandle }));
  if (known) return known.chatId;
  return (await orUndefined(groups.openRoom({ userId, handle: idOrHandle })))?.chatId;
}

/** A refusal means "no such chat for you"; a failure stays one. */
async function orUndefined<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.entry.status < 500 && !error.isRetryable) return undefined;
    throw error;
  }
}
