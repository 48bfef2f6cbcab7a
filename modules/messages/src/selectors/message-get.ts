import type { Message } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';
import { messageView, rowsAt } from './message-view.ts';

/** One message, if it is for this viewer and still there. @throws AppError messages.chat_not_found, messages.message_not_found */
export async function messageGet(
  db: Reader,
  viewerId: string,
  chatId: string,
  seq: number,
): Promise<Message> {
  const access = await chatAccess(db, viewerId, chatId);
  const rows = await rowsAt(db, [{ chatId, seq }]);
  const [message] = await messageView(db, viewerId, new Map([[chatId, access]]), rows);
  if (!message || message.kind === 'hidden' || message.kind === 'deleted') throw errors.message_not_found();
  return message;
}
