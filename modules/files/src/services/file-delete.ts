import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { FileRow, Trx } from '../tables/database.ts';
import { fileRemove } from './file-remove.ts';
import { storageTidy } from './storage-removals.ts';

/**
 * Removes a user's own file that nothing uses, at once: taken out of a message before it was sent. Drafts do not keep
 * her from it: each is written without it in the same moment.
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
    if (isPromised || (await isUsed(trx, file))) throw errors.in_use();
    await fileRemove(trx, file);
  });
  deps.broker.kick();
  await storageTidy(deps);
}

async function isUsed(trx: Trx, { id, unusedSince }: FileRow): Promise<boolean> {
  if (unusedSince !== null) return false;
  const use = await trx
    .selectFrom('fileLinks')
    .where('fileId', '=', id)
    .select('fileId')
    .unionAll(
      trx.selectFrom('fileClaims').where('fileId', '=', id).where('purpose', '!=', 'draft').select('fileId'),
    )
    .limit(1)
    .executeTakeFirst();
  return use !== undefined;
}
