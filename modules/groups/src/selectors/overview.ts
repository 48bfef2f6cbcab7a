import type { GroupsOverview } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

/** For administrators: how many groups there are. */
export async function overview(db: Reader, now: Date): Promise<Omit<GroupsOverview, 'work'>> {
  const { groups } = await db
    .selectFrom('groups')
    .where('deletedAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('groups'))
    .executeTakeFirstOrThrow();
  return { asOf: now.toISOString(), groups };
}
