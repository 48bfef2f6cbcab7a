import { errors } from '../errors.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { folderChange } from './folder-change.ts';

/**
 * The chats of the folder stay what they are; their marks may name it on: a folder's id is never used again.
 *
 * @throws AppError messages.folder_not_found, also when it is not hers
 */
export function folderDelete(context: MarksContext, userId: string, id: string): Promise<void> {
  return folderChange(context, userId, async (trx) => {
    const gone = await trx
      .deleteFrom('folders')
      .where('id', '=', id)
      .where('userId', '=', userId)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw errors.folder_not_found();
  });
}
