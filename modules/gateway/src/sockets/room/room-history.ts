import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { presentRoomMessage } from '../../presenters/room-message.ts';
import type { Usernames } from '../../services/usernames.ts';
import type { Connection } from '../connection.ts';
import { textFrame } from '../frame.ts';

/** Tells a room socket the last `count` messages of its chat. */
export type RoomHistory = (connection: Connection, count: number) => Promise<void>;

/**
 * One frame per message, oldest first, in the form of a live message: clients of either kind show them
 * without knowing that they are old.
 */
export function createRoomHistory(
  messages: Pick<RpcClient<typeof MessagesService>, 'listMessages'>,
  usernames: Usernames,
): RoomHistory {
  return async (connection, count) => {
    const { userId, roomChatId: chatId } = connection;
    const { messages: found } = await messages.listMessages({ userId, chatId, limit: count });
    const names = await usernames(found.map(({ senderId }) => senderId));
    for (const { senderId, text, createdAtMs } of found) {
      const shown = presentRoomMessage(names.get(senderId) ?? senderId, text, createdAtMs);
      connection.queue.pushReply(textFrame(JSON.stringify(shown)));
    }
  };
}
