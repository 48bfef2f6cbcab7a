import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { fileRemove } from './file-remove.ts';
import { storageTidy } from './storage-removals.ts';

/**
 * Removes a user's own file that nothing uses, at once: taken out of a message before it was sent.
 *
 * @throws AppError files.file_not_found, files.in_use
 */
export async function fileDelete(
  deps: Pick<Deps, 'db' | 'storage' | 'broker' | 'log'>,
  userId: string,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const file = await trx
      .selectFrom('files')
      .where('id', '=', id)
      .where('ownerId', '=', userId)
      .selectAll()
      .forUpdate()
      .executeTakeFirst();
    if (!file) throw errors.file_not_found();
    // A message that names it may be on its way.
    const isPromised = file.promisedAt && file.promisedAt.getTime() > Date.now() - 60_000;
    if (file.unusedSince === null || isPromised) throw errors.in_use();
    await fileRemove(trx, file);
  });
  deps.broker.kick();
  await storageTidy(deps);
}
