import type { Folder } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { presentFolder } from '../presenters/chat-marks.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { folderChange } from './folder-change.ts';

/** @throws AppError messages.folder_not_found, also when it is not hers */
export function folderRename(
  context: MarksContext,
  userId: string,
  id: string,
  name: string,
): Promise<Folder> {
  return folderChange(context, userId, async (trx) => {
    const row = await trx
      .updateTable('folders')
      .set({ name })
      .where('id', '=', id)
      .where('userId', '=', userId)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw errors.folder_not_found();
    return presentFolder(row);
  });
}
