import { Readable } from 'node:stream';
import { FileUploadedSchema } from '@bridges/contracts/proto';
import { AppError, outboxAppend } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { events } from '../events.ts';
import type { FileRow, UploadPartsTable, UploadRow } from '../tables/database.ts';
import { fileExamine } from './file-examine.ts';
import type { Examined } from './file-examine.ts';
import { storageForget, storageTidy } from './storage-removals.ts';
import { uploadDrop } from './upload-cancel.ts';

export type FinishDeps = Pick<Deps, 'db' | 'storage' | 'pictures' | 'broker' | 'log'>;

/**
 * Makes a file of a whole upload whose `processingAt` the caller has set. What is refused is forgotten; what fails
 * for another reason is tried again by the job.
 *
 * @throws AppError files.picture_too_large, files.too_many_frames
 */
export async function uploadFinish(deps: FinishDeps, upload: UploadRow): Promise<void> {
  const { db, storage } = deps;
  const parts = await db
    .selectFrom('uploadParts')
    .where('uploadId', '=', upload.id)
    .selectAll()
    .orderBy('start')
    .execute();
  const made: string[] = [];
  try {
    const whole = await join(storage, parts);
    if (!parts.some(({ storageKey }) => storageKey === whole)) made.push(whole);
    const size = upload.length;
    const examined = await fileExamine(deps, { storageKey: whole, size, hints: upload.hints });
    for (const key of keysOf(examined)) if (!made.includes(key) && key !== whole) made.push(key);
    await store(deps, upload, examined, [whole, ...parts.map(({ storageKey }) => storageKey)]);
  } catch (error) {
    const isRefused = error instanceof AppError && error.entry.status < 500;
    await db.transaction().execute(async (trx) => {
      await storageForget(trx, made);
      if (isRefused) await uploadDrop(trx, upload.id);
      else await trx.updateTable('uploads').where('id', '=', upload.id).set({ processingAt: null }).execute();
    });
    await storageTidy(deps);
    throw error;
  }
  deps.broker.kick();
  await storageTidy(deps);
}

/** The parts as one; a single part is that already. */
async function join(storage: Deps['storage'], parts: UploadPartsTable[]): Promise<string> {
  const [first, second] = parts;
  if (first && !second) return first.storageKey;
  async function* pieces() {
    for (const { storageKey } of parts) yield* await storage.read(storageKey);
  }
  return (await storage.put(Readable.from(pieces(), { objectMode: false }))).key;
}

async function store(
  { db }: Pick<Deps, 'db'>,
  upload: UploadRow,
  examined: Examined,
  used: string[],
): Promise<void> {
  const now = new Date();
  const { id, ownerId, name } = upload;
  const row: FileRow = {
    ...{ ...examined, id, ownerId, name, createdAt: now, unusedSince: now },
    ...{ promisedAt: null, linkedAt: null },
  };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('files').values(row).execute();
    await trx.updateTable('uploads').where('id', '=', id).set({ finishedAt: now }).execute();
    await trx.deleteFrom('uploadParts').where('uploadId', '=', id).execute();
    const kept = keysOf(examined);
    await storageForget(
      trx,
      [...new Set(used)].filter((key) => !kept.includes(key)),
    );
    await outboxAppend(trx, FileUploadedSchema, events.fileUploaded, {
      fileId: id,
      ownerId,
      kind: row.kind,
      sizeBytes: row.size,
    });
  });
}

const keysOf = ({ storageKey, smallKey, largeKey }: Examined): string[] =>
  [storageKey, smallKey, largeKey].filter((key) => key !== null);
