import type { MarksRow } from '../tables/marks.ts';
import type { Reader } from '../tables/database.ts';

/** The columns that marks are shown from. */
export const markColumns = [
  'mutedUntil',
  'level',
  'isArchived',
  'archivedSeq',
  'pinOrder',
  'isMarkedUnread',
  'markedReadSeq',
  'folderIds',
  'draft',
  'rev',
] as const;

/** What a user set about one chat; null: nothing yet. */
export async function chatMarkRow(db: Reader, userId: string, chatId: string): Promise<MarksRow | null> {
  const row = await db
    .selectFrom('chatMarks')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .select(markColumns)
    .executeTakeFirst();
  return row ?? null;
}
