import type { NotificationKind } from '@bridges/contracts';
import type { Reader } from '../tables/database.ts';

/** Of which kind inbox entries are; those that are gone are left out. */
export async function entryKinds(
  db: Reader,
  entryIds: readonly string[],
): Promise<Map<string, NotificationKind>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('notifications')
    .where('id', 'in', entryIds)
    .select(['id', 'kind'])
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
