import type { Reader } from '../tables/database.ts';

/** The group this owner created under this client id before. */
export async function groupByClientId(
  db: Reader,
  { ownerId, clientId }: { ownerId: string; clientId: string | null },
): Promise<string | undefined> {
  if (!clientId) return undefined;
  const row = await db
    .selectFrom('groups')
    .where('createdBy', '=', ownerId)
    .where('clientId', '=', clientId)
    .select('chatId')
    .executeTakeFirst();
  return row?.chatId;
}
