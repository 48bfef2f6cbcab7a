import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { readUploadMetadata } from '../policies/upload-metadata.ts';
import { safeName } from '../policies/safe-name.ts';
import { usage } from '../selectors/usage.ts';
import type { UploadRow } from '../tables/database.ts';
import { uploadFinish } from './upload-finish.ts';
import type { FinishDeps } from './upload-finish.ts';

const maxOpenUploads = 100;

export interface UploadWish {
  length: number;
  /** `Upload-Metadata` as it came. */
  metadata: string | undefined;
}

/**
 * Begins an upload: its whole length is taken from the user's room at once, so that many at a time can't
 * overrun it. Its id is random, as the file's will be.
 *
 * @throws AppError files.file_too_large, files.quota_exceeded, files.too_many_uploads, files.bad_metadata
 */
export async function uploadCreate(
  deps: FinishDeps & Pick<Deps, 'limits' | 'config'>,
  userId: string,
  { length, metadata }: UploadWish,
): Promise<UploadRow> {
  const { db, limits, config } = deps;
  if (length > config.FILE_MAX_BYTES)
    throw errors.file_too_large({ details: { maxBytes: config.FILE_MAX_BYTES } });
  const read = readUploadMetadata(metadata);
  if ('problem' in read) throw errors.bad_metadata({ details: { problem: read.problem } });
  await limits.uploads.consume(userId);
  const { filename, ...hints } = read.metadata;
  const now = new Date();
  const upload = await db.transaction().execute(async (trx) => {
    // One of a user's uploads at a time is counted.
    await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(trx);
    const { usedBytes, openUploads } = await usage(trx, userId);
    if (openUploads >= maxOpenUploads) throw errors.too_many_uploads();
    if (usedBytes + length > config.FILE_QUOTA_BYTES)
      throw errors.quota_exceeded({ details: { usedBytes, quotaBytes: config.FILE_QUOTA_BYTES } });
    return trx
      .insertInto('uploads')
      .values({
        id: randomUUID(),
        ownerId: userId,
        name: safeName(filename ?? ''),
        hints: JSON.stringify(hints),
        length,
        createdAt: now,
        expiresAt: new Date(now.getTime() + config.FILE_UPLOAD_HOURS * 3_600_000),
        // Nothing is to come: it is whole already.
        processingAt: length === 0 ? now : null,
        finishedAt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  if (upload.processingAt) await uploadFinish(deps, upload);
  return upload;
}
