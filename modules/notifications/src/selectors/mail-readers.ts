import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** Which of these users letters reach. */
export async function mailReachable(db: Reader, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('mailReaders')
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .where('hasAddress', '=', true)
    .where('isUnreachable', '=', false)
    .select('userId')
    .execute();
  return new Set(rows.map(({ userId }) => userId));
}

/** Whether letters reach anybody. */
export async function isMailUsed(db: Reader): Promise<boolean> {
  const any = await db
    .selectFrom('mailReaders')
    .where('hasAddress', '=', true)
    .select('userId')
    .limit(1)
    .executeTakeFirst();
  return any !== undefined;
}

/** What is known of one who can be written to; undefined: she can't. */
export async function mailReader(
  db: Reader,
  userId: string,
): Promise<{ version: number; lastLetterAt: Date | null } | undefined> {
  return db
    .selectFrom('mailReaders')
    .where('userId', '=', userId)
    .where('hasAddress', '=', true)
    .where('isUnreachable', '=', false)
    .select(['version', 'lastLetterAt'])
    .executeTakeFirst();
}
