import { isUrgentKind } from '../policies/entry-steps.ts';
import type { Reader } from '../tables/database.ts';

/** Whether an entry of the inbox is of her account's security. */
export async function isUrgentEntry(db: Reader, entryId: string): Promise<boolean> {
  const entry = await db
    .selectFrom('notifications')
    .where('id', '=', entryId)
    .select('kind')
    .executeTakeFirst();
  return isUrgentKind(entry?.kind);
}
