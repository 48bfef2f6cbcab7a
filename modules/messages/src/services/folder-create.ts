import type { Folder } from '@bridges/contracts';
import { limits } from '@bridges/contracts';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { presentFolder } from '../presenters/chat-marks.ts';
import { folderList } from '../selectors/folder-list.ts';
import type { MarksContext } from './chat-mark-write.ts';
import { folderChange } from './folder-change.ts';

/** A new folder, after the others. @throws AppError messages.too_many_folders */
export function folderCreate(context: MarksContext, userId: string, name: string): Promise<Folder> {
  return folderChange(context, userId, async (trx) => {
    const folders = await folderList(trx, userId);
    if (folders.length >= limits.folders) throw errors.too_many_folders();
    const row = { id: uuidv7(), userId, name, place: (folders.at(-1)?.order ?? -1) + 1 };
    await trx.insertInto('folders').values(row).execute();
    return presentFolder(row);
  });
}
