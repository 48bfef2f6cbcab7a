import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { Trx } from '../tables/database.ts';
import { storageForget, storageTidy } from './storage-removals.ts';

/** Forgets a user's own unfinished upload. @throws AppError files.upload_not_found */
export async function uploadCancel(
  deps: Pick<Deps, 'db' | 'storage' | 'log'>,
  userId: string,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const gone = await trx
      .selectFrom('uploads')
      .where('id', '=', id)
      .where('ownerId', '=', userId)
      .where('finishedAt', 'is', null)
      .where('processingAt', 'is', null)
      .select('id')
      .forUpdate()
      .executeTakeFirst();
    if (!gone) throw errors.upload_not_found();
    await uploadDrop(trx, id);
  });
  await storageTidy(deps);
}

/** Takes an upload and its parts away. */
export async function uploadDrop(trx: Trx, id: string): Promise<void> {
  const parts = await trx.selectFrom('uploadParts').where('uploadId', '=', id).select('storageKey').execute();
  await storageForget(
    trx,
    parts.map(({ storageKey }) => storageKey),
  );
  await trx.deleteFrom('uploads').where('id', '=', id).execute();
}
