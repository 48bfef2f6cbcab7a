import { limits } from '@bridges/contracts';
import type { ListMessagesRequest } from '@bridges/contracts/proto';
import { messageList } from '../selectors/message-list.ts';
import type { Reader } from '../tables/database.ts';

/** The newest messages of a chat its asker may read. */
export async function listMessagesRpc(db: Reader, request: ListMessagesRequest) {
  const limit = Math.min(Math.max(request.limit, 1), limits.pageSize.max);
  const { messages } = await messageList(db, request.userId, request.chatId, { limit });
  return {
    messages: messages.map(({ chatId, seq, senderId, kind, text, clientId, createdAt }) => ({
      chatId,
      seq,
      senderId,
      kind,
      text,
      clientId,
      createdAtMs: Date.parse(createdAt),
    })),
  };
}
