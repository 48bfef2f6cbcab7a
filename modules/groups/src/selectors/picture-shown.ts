import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** Whether a group shows a file: as its picture, or on the card of what it is about. */
export async function pictureShown(
  db: Reader,
  { chatId, fileId }: { chatId: string; fileId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('groups')
    .where('chatId', '=', chatId)
    .where((eb) =>
      eb.or([eb('pictureFileId', '=', fileId), sql<boolean>`card ->> 'pictureFileId' = ${fileId}`]),
    )
    .select('chatId')
    .executeTakeFirst();
  return row !== undefined;
}
