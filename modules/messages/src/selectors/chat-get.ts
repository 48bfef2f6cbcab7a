import type { Chat } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { presentChat } from '../presenters/chat.ts';
import type { Reader } from '../tables/database.ts';
import { chatRows, toChatRow } from './chat-rows.ts';

/** One chat as the viewer has it. @throws AppError messages.chat_not_found, also when it is not hers */
export async function chatGet(db: Reader, viewerId: string, chatId: string): Promise<Chat> {
  const row = await chatRows(db, viewerId).where('chat.id', '=', chatId).executeTakeFirst();
  if (!row) throw errors.chat_not_found();
  return presentChat(toChatRow(row), viewerId);
}
