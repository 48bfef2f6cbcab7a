import type { Chat } from '@bridges/contracts';
import { presentChat } from '../presenters/chat.ts';
import type { Reader } from '../tables/database.ts';
import type { ChatRow } from './chat-rows.ts';
import { messageView } from './message-view.ts';

/** Chats as this member has them, their last messages as far as they are for her. */
export async function chatView(db: Reader, viewerId: string, rows: readonly ChatRow[]): Promise<Chat[]> {
  const sights = new Map(rows.map((row) => [row.id, row]));
  const last = rows.flatMap(({ lastMessage }) => (lastMessage ? [lastMessage] : []));
  const messages = await messageView(db, viewerId, sights, last);
  const byChat = new Map(messages.map((message) => [message.chatId, message]));
  return rows.map((row) => ({ ...presentChat(row, viewerId), lastMessage: byChat.get(row.id) ?? null }));
}
