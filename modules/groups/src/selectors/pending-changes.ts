import type { Reader } from '../tables/database.ts';
import type { PendingChangesTable } from '../tables/groups.ts';
import type { Selectable } from 'kysely';

/** Unconfirmed changes of one group, oldest first. */
export function pendingChanges(
  db: Reader,
  chatId: string,
): Promise<Pick<Selectable<PendingChangesTable>, 'version' | 'payload'>[]> {
  return db
    .selectFrom('pendingChanges')
    .where('chatId', '=', chatId)
    .select(['version', 'payload'])
    .orderBy('version')
    .execute();
}

/** Groups with unconfirmed changes. */
export async function pendingChats(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('pendingChanges').select('chatId').distinct().execute();
  return rows.map((row) => row.chatId);
}

/** Did this user make a change of this group that is not confirmed yet? */
export async function hasPendingChangeBy(db: Reader, chatId: string, actorId: string): Promise<boolean> {
  const row = await db
    .selectFrom('pendingChanges')
    .where('chatId', '=', chatId)
    .where('actorId', '=', actorId)
    .select('version')
    .executeTakeFirst();
  return row !== undefined;
}
