import type { NotificationsOverview } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

const dayMs = 86_400_000;

/** For administrators: what the ladder decided in the last 24 hours, by step and outcome. */
export async function overview(db: Reader, now: Date): Promise<Omit<NotificationsOverview, 'work'>> {
  const outcomes = await db
    .selectFrom('deliveryTrace')
    .where('decidedAt', '>', new Date(now.getTime() - dayMs))
    .select(['step', 'code', sql<number>`count(*)::int`.as('count')])
    .groupBy(['step', 'code'])
    .orderBy('step')
    .orderBy('code')
    .execute();
  return { asOf: now.toISOString(), outcomes };
}
