import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { FileClaimsTable, FileRow, Trx } from '../tables/database.ts';

/** Keeps a user's own picture for a purpose. @throws AppError files.file_not_found, files.not_a_picture */
export async function fileClaim(
  { db }: Pick<Deps, 'db'>,
  userId: string,
  claim: FileClaimsTable,
): Promise<FileRow> {
  return db.transaction().execute(async (trx) => {
    const file = await trx
      .selectFrom('files')
      .where('id', '=', claim.fileId)
      .where('ownerId', '=', userId)
      .selectAll()
      .forUpdate()
      .executeTakeFirst();
    if (!file) throw errors.file_not_found();
    if (file.kind !== 'image') throw errors.not_a_picture();
    await trx
      .insertInto('fileClaims')
      .values(claim)
      .onConflict((oc) => oc.doNothing())
      .execute();
    await trx.updateTable('files').where('id', '=', file.id).set({ unusedSince: null }).execute();
    return { ...file, unusedSince: null };
  });
}

/** Gives a claim back; the last use gone, the file's time of being collected begins. */
export async function fileRelease({ db }: Pick<Deps, 'db'>, claim: FileClaimsTable): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('fileClaims')
      .where('fileId', '=', claim.fileId)
      .where('purpose', '=', claim.purpose)
      .where('subjectId', '=', claim.subjectId)
      .returning('fileId')
      .execute();
    await markUnused(
      trx,
      gone.map(({ fileId }) => fileId),
    );
  });
}

/** Begins the time after which files are collected, of those among these that nothing uses any more. */
export async function markUnused(trx: Trx, fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await trx
    .updateTable('files')
    .where('id', 'in', fileIds)
    .where('unusedSince', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('fileLinks').whereRef('fileLinks.fileId', '=', 'files.id').select('fileLinks.fileId'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('fileClaims').whereRef('fileClaims.fileId', '=', 'files.id').select('fileClaims.fileId'),
        ),
      ),
    )
    .set({ unusedSince: new Date() })
    .execute();
}
