import { errors } from '../errors.ts';
import type { Reader, UploadRow } from '../tables/database.ts';

/** A user's own upload that has not expired. @throws AppError files.upload_not_found */
export async function uploadGet(db: Reader, viewerId: string, id: string): Promise<UploadRow> {
  const row = await db
    .selectFrom('uploads')
    .where('id', '=', id)
    .where('ownerId', '=', viewerId)
    .where('expiresAt', '>', new Date())
    .selectAll()
    .executeTakeFirst();
  if (!row) throw errors.upload_not_found();
  return row;
}
