import { sql } from 'kysely';
import { ladderDefaults } from '../policies/ladder-defaults.ts';
import type { Reader } from '../tables/database.ts';
import type { LadderSettings } from '../tables/ladder.ts';

/** How each of these users wants to be told. */
export async function ladderSettings(
  db: Reader,
  userIds: readonly string[],
): Promise<(userId: string) => LadderSettings> {
  const rows = await db
    .selectFrom('ladderSettings')
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .selectAll()
    .execute();
  const known = new Map(rows.map(({ userId, ...settings }) => [userId, settings]));
  return (userId) => known.get(userId) ?? ladderDefaults;
}
