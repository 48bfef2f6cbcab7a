import type { Reader } from '../tables/database.ts';

/** Whether a user shows this file as her avatar. */
export async function avatarShown(
  db: Reader,
  { userId, fileId }: { userId: string; fileId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .where('id', '=', userId)
    .where('avatarFileId', '=', fileId)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
