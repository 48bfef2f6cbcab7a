import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** Who of these is in a chat together with this user. */
export async function chatMates(db: Reader, userId: string, otherIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom(sql<{ otherId: string }>`unnest(${[...otherIds]}::uuid[])`.as<'other'>(sql`other (other_id)`))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('chatMembers as theirs')
          .innerJoin('chatMembers as mine', 'mine.chatId', 'theirs.chatId')
          .whereRef('theirs.userId', '=', 'other.otherId')
          .where('mine.userId', '=', userId)
          .select('mine.chatId'),
      ),
    )
    .select('other.otherId')
    .execute();
  return rows.map((row) => row.otherId);
}
