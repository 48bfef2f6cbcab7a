import type { Folder } from '@bridges/contracts';
import { presentFolder } from '../presenters/chat-marks.ts';
import type { Reader } from '../tables/database.ts';

/** A user's folders, in her order. */
export async function folderList(db: Reader, userId: string): Promise<Folder[]> {
  const rows = await db
    .selectFrom('folders')
    .where('userId', '=', userId)
    .selectAll()
    .orderBy('place')
    .orderBy('id')
    .execute();
  return rows.map(presentFolder);
}
