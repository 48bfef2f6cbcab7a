import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { FileRow } from '../tables/database.ts';

/**
 * A user's own files, in the order asked. Their time of being collected begins anew: they are about to be used. For a
 * draft, which is written on after one of them is gone, those that are missing are left out.
 *
 * @throws AppError files.file_not_found
 */
export async function filesDescribe(
  { db }: Pick<Deps, 'db'>,
  ownerId: string,
  ids: string[],
  { isDraft = false } = {},
): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('files')
    .where('id', 'in', ids)
    .where('ownerId', '=', ownerId)
    .set({
      ...(isDraft ? {} : { promisedAt: new Date() }),
      unusedSince: sql`case when unused_since is null then null else ${new Date()}::timestamptz end`,
    })
    .returningAll()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row && !isDraft) throw errors.file_not_found({ details: { fileId: id } });
    return row ?? [];
  });
}
