import type { Deps } from '../deps.ts';
import { fileRemove } from './file-remove.ts';
import { holdRevsTidy } from './holds-sync.ts';
import { messageRevsTidy } from './message-rev.ts';
import { storageClean } from './storage-removals.ts';
import { uploadDrop } from './upload-cancel.ts';

const batch = 100;
const hourMs = 3_600_000;
/** A process that began to make a file of an upload and is not done after this has died. */
const processingMs = 600_000;

/** Removes files that nothing uses, uploads that were never finished, and bytes left over from both. */
export async function unusedCollect(deps: Pick<Deps, 'db' | 'storage' | 'broker' | 'config'>): Promise<void> {
  const cutoff = new Date(Date.now() - deps.config.FILE_UNUSED_HOURS * hourMs);
  while ((await removeFiles(deps, cutoff)) === batch);
  while ((await dropUploads(deps)) === batch);
  deps.broker.kick();
  await messageRevsTidy(deps.db);
  await holdRevsTidy(deps.db);
  while ((await storageClean(deps)) > 0);
}

async function removeFiles({ db }: Pick<Deps, 'db'>, cutoff: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('files')
      .where('unusedSince', '<', cutoff)
      .selectAll()
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const file of rows) await fileRemove(trx, file);
    return rows.length;
  });
}

async function dropUploads({ db }: Pick<Deps, 'db'>): Promise<number> {
  const dead = new Date(Date.now() - processingMs);
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('uploads')
      .where('expiresAt', '<', new Date())
      .where((eb) => eb.or([eb('processingAt', 'is', null), eb('processingAt', '<', dead)]))
      .select('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id } of rows) await uploadDrop(trx, id);
    return rows.length;
  });
}
