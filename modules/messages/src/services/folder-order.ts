import type { Folder } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { folderList } from '../selectors/folder-list.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { folderChange } from './folder-change.ts';

/** Puts all of a user's folders into this order. @throws AppError messages.folder_not_found unless it names each of them once */
export function folderOrder(
  context: MarksContext,
  userId: string,
  folderIds: readonly string[],
): Promise<Folder[]> {
  return folderChange(context, userId, async (trx) => {
    const known = new Set((await folderList(trx, userId)).map((folder) => folder.id));
    const isAll = folderIds.length === known.size && folderIds.every((id) => known.delete(id));
    if (!isAll) throw errors.folder_not_found();
    for (const [place, id] of folderIds.entries())
      await trx.updateTable('folders').set({ place }).where('id', '=', id).execute();
    return folderList(trx, userId);
  });
}
