import { FileRemovedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { FileRow, Trx } from '../tables/database.ts';
import { storageForget } from './storage-removals.ts';

/** Takes a locked file away, with its event; its bytes go after the commit. */
export async function fileRemove(trx: Trx, file: FileRow): Promise<void> {
  const { id, ownerId, storageKey, smallKey, largeKey } = file;
  await storageForget(trx, [storageKey, smallKey, largeKey]);
  await trx.deleteFrom('files').where('id', '=', id).execute();
  await trx.deleteFrom('previews').where('imageFileId', '=', id).execute();
  await outboxAppend(trx, FileRemovedSchema, events.fileRemoved, { fileId: id, ownerId: ownerId ?? '' });
}
