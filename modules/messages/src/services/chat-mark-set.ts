import { limits } from '@bridges/contracts';
import type { ChatMarks, MarksBody } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import { patchMarks } from '../policies/chat-mark-patch.ts';
import { chatMarkPins } from '../selectors/chat-mark-pins.ts';
import { folderList } from '../selectors/folder-list.ts';
import type { Database } from '../tables/database.ts';
import { chatMarkWrite } from './chat-mark-write.ts';
import type { MarksContext } from './chat-mark-write.ts';

/**
 * Mutes, archives, pins, files or marks one of her chats.
 *
 * @throws AppError messages.chat_not_found, messages.folder_not_found, messages.too_many_pinned
 */
export function chatMarkSet(
  context: MarksContext,
  userId: string,
  chatId: string,
  body: MarksBody,
): Promise<ChatMarks> {
  return chatMarkWrite(context, userId, chatId, async (before, place, trx) => {
    await checkFolders(trx, userId, body.folderIds ?? []);
    const isNewlyPinned = body.isPinned === true && before.pinOrder === null;
    const topOrder = isNewlyPinned ? await topPlace(trx, userId) : 0;
    return patchMarks(before, body, place, { now: new Date(), topOrder });
  });
}

async function topPlace(trx: Transaction<Database>, userId: string): Promise<number> {
  const pins = await chatMarkPins(trx, userId);
  if (pins.length >= limits.pinnedChats) throw errors.too_many_pinned();
  return Math.min(1, ...pins.map((pin) => pin.pinOrder)) - 1;
}

async function checkFolders(trx: Transaction<Database>, userId: string, wanted: string[]): Promise<void> {
  if (wanted.length === 0) return;
  const known = new Set((await folderList(trx, userId)).map((folder) => folder.id));
  if (!wanted.every((id) => known.has(id))) throw errors.folder_not_found();
}
