import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { FileRow } from '../tables/database.ts';

/**
 * A user's own files, in the order asked. Their time of being collected begins anew: they are about to be used.
 *
 * @throws AppError files.file_not_found
 */
export async function filesDescribe(
  { db }: Pick<Deps, 'db'>,
  ownerId: string,
  ids: string[],
): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('files')
    .where('id', 'in', ids)
    .where('ownerId', '=', ownerId)
    .set({
      promisedAt: new Date(),
      unusedSince: sql`case when unused_since is null then null else ${new Date()}::timestamptz end`,
    })
    .returningAll()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw errors.file_not_found({ details: { fileId: id } });
    return row;
  });
}
