import type { Message } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import type { ListMessagesRequest } from '@bridges/contracts/proto';
import { messageList } from '../selectors/message-list.ts';
import type { Reader } from '../tables/database.ts';

/** How far it looks back for text where little was said and much happened. */
const maxPages = 5;

/** The newest texts of a chat its asker may read, for sockets that know nothing else. */
export async function listMessagesRpc(db: Reader, request: ListMessagesRequest) {
  const limit = Math.min(Math.max(request.limit, 1), limits.pageSize.max);
  const texts = await newestTexts(db, request, limit);
  return {
    messages: texts.map(({ chatId, seq, senderId, kind, text, clientId, createdAt }) => ({
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

async function newestTexts(
  db: Reader,
  { userId, chatId }: Pick<ListMessagesRequest, 'userId' | 'chatId'>,
  limit: number,
): Promise<Message[]> {
  const found: Message[] = [];
  let before: number | undefined;
  for (let pages = 0; pages < maxPages && found.length < limit; pages++) {
    const { messages, hasBefore } = await messageList(db, userId, chatId, { before, limit });
    found.unshift(...messages.filter(({ kind }) => kind === 'text'));
    before = messages[0]?.seq;
    if (!hasBefore) break;
  }
  return found.slice(-limit);
}
