import { errors } from '../errors.ts';
import { uploadGet } from '../selectors/upload-get.ts';
import type { UploadRow } from '../tables/database.ts';
import { incomingBytes } from './incoming-bytes.ts';
import { uploadFinish } from './upload-finish.ts';
import type { FinishDeps } from './upload-finish.ts';

const maxParts = 2000;

export interface Portion {
  offset: number;
  body: AsyncIterable<unknown>;
  /** What the request says it brings, if it does. */
  contentLength: number | undefined;
}

/**
 * Stores what one request brings of an upload. It is a file of its own in storage until all is there, so a crash
 * loses at most this request, and any process can go on with the next. Of two that bring the same part, one wins.
 *
 * The last part makes a file of it before this resolves.
 *
 * @returns the upload as it stands then
 * @throws AppError files.upload_not_found, files.offset_mismatch, files.too_long, files.too_many_parts, and what
 *   `uploadFinish` refuses
 */
export async function uploadReceive(
  deps: FinishDeps,
  userId: string,
  id: string,
  { offset, body, contentLength }: Portion,
): Promise<UploadRow> {
  const { db, storage } = deps;
  const upload = await uploadGet(db, userId, id);
  const received = upload.received;
  const rest = upload.length - received;
  if (offset !== received) throw errors.offset_mismatch({ details: { offset: received } });
  if (contentLength !== undefined && contentLength > rest) throw errors.too_long();
  const { count } = await db
    .selectFrom('uploadParts')
    .where('uploadId', '=', id)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxParts) throw errors.too_many_parts();

  const { key, sizeBytes } = await storage.put(incomingBytes(body, rest));
  const kept = await db.transaction().execute(async (trx) => {
    const moved = await trx
      .updateTable('uploads')
      .where('id', '=', id)
      .where('received', '=', received)
      .where('finishedAt', 'is', null)
      .where('processingAt', 'is', null)
      .set({
        received: received + sizeBytes,
        ...(sizeBytes === rest ? { processingAt: new Date() } : {}),
      })
      .returningAll()
      .executeTakeFirst();
    if (moved && sizeBytes > 0)
      await trx
        .insertInto('uploadParts')
        .values({ uploadId: id, start: received, size: sizeBytes, storageKey: key })
        .execute();
    return moved;
  });
  if (!kept || sizeBytes === 0) await storage.remove(key);
  // Somebody else went on with it, or cancelled it, meanwhile.
  if (!kept) {
    const now = await uploadGet(db, userId, id);
    throw errors.offset_mismatch({ details: { offset: now.received } });
  }
  if (kept.processingAt) await uploadFinish(deps, kept);
  return kept;
}
