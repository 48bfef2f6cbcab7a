import { AppError } from '@bridges/kit';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { uploadFinish } from './upload-finish.ts';

/** A process that has not finished an upload in this time has died. */
const processingMs = 120_000;

/**
 * Finishes whole uploads that nobody is finishing: their process died, or storage was away. One that fails again
 * keeps none of the others waiting. Rejects when one of them failed.
 */
export async function uploadsResume(
  deps: Pick<Deps, 'db' | 'storage' | 'pictures' | 'broker' | 'log'>,
): Promise<void> {
  const failed: string[] = [];
  let failure: unknown;
  for (;;) {
    const now = new Date();
    const upload = await deps.db
      .updateTable('uploads')
      .where('id', '=', (eb) =>
        eb
          .selectFrom('uploads')
          .whereRef('received', '=', 'length')
          .where('finishedAt', 'is', null)
          .where(sql<boolean>`id <> all(${failed}::uuid[])`)
          .where((or) =>
            or.or([
              or('processingAt', 'is', null),
              or('processingAt', '<', new Date(now.getTime() - processingMs)),
            ]),
          )
          .select('id')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .set({ processingAt: now })
      .returningAll()
      .executeTakeFirst();
    if (!upload) break;
    await uploadFinish(deps, upload).catch((error: unknown) => {
      if (error instanceof AppError && error.entry.status < 500) {
        deps.log.info({ upload: upload.id, code: error.code }, 'upload refused');
        return;
      }
      failed.push(upload.id);
      failure = error;
    });
  }
  if (failure !== undefined) throw failure;
}
