import type { Chat } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { chatRows, toChatRow } from './chat-rows.ts';
import { chatView } from './chat-view.ts';

/** One chat as the viewer has it. @throws AppError messages.chat_not_found, also when it is not hers */
export async function chatGet(db: Reader, viewerId: string, chatId: string): Promise<Chat> {
  const row = await chatRows(db, viewerId).where('chat.id', '=', chatId).executeTakeFirst();
  const [chat] = row ? await chatView(db, viewerId, [toChatRow(row)]) : [];
  if (!chat) throw errors.chat_not_found();
  return chat;
}
