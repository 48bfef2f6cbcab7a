import type { Selectable } from 'kysely';
import type { PreviewsTable, Reader } from '../tables/database.ts';

/** What was found behind a link when it was asked last. */
export async function previewCached(
  db: Reader,
  urlHash: Buffer,
): Promise<Selectable<PreviewsTable> | undefined> {
  return db.selectFrom('previews').where('urlHash', '=', urlHash).selectAll().executeTakeFirst();
}
