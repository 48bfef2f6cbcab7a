import type { FilesOverview } from '@bridges/contracts';
import type { Reader } from '../tables/database.ts';

/** For administrators: how much is stored. */
export async function overview(db: Reader, now: Date): Promise<Omit<FilesOverview, 'work'>> {
  const { files, bytes } = await db
    .selectFrom('files')
    .select((eb) => [
      eb.fn.countAll<string>().as('files'),
      eb.fn.coalesce(eb.fn.sum<string>('size'), eb.lit(0)).as('bytes'),
    ])
    .executeTakeFirstOrThrow();
  return { asOf: now.toISOString(), files: Number(files), bytes: Number(bytes) };
}
