import { errors } from '../errors.ts';
import type { FileRow, Reader } from '../tables/database.ts';

/**
 * A user's own file, as soon as it is one.
 *
 * @throws AppError files.still_processing while her upload is being looked at, files.file_not_found
 */
export async function fileOwn(db: Reader, viewerId: string, id: string): Promise<FileRow | undefined> {
  const file = await db
    .selectFrom('files')
    .where('id', '=', id)
    .where('ownerId', '=', viewerId)
    .selectAll()
    .executeTakeFirst();
  if (file) return file;
  const upload = await db
    .selectFrom('uploads')
    .where('id', '=', id)
    .where('ownerId', '=', viewerId)
    .whereRef('received', '=', 'length')
    .where('finishedAt', 'is', null)
    .select('id')
    .executeTakeFirst();
  if (upload) throw errors.still_processing({ retryAfterMs: 1000 });
  return undefined;
}
