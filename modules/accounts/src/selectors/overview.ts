import type { AccountsOverview } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

const dayMs = 86_400_000;

/** For administrators: how many people there are, and how many devices are signed in. */
export async function overview(db: Reader, now: Date): Promise<Omit<AccountsOverview, 'work'>> {
  const all = sql<number>`count(*)::int`.as('count');
  const [users, seen, sessions] = await Promise.all([
    db.selectFrom('users').where('deactivatedAt', 'is', null).select(all).executeTakeFirstOrThrow(),
    // As the index of the directory has it.
    db
      .selectFrom('users')
      .where(sql`coalesce(last_seen_at, to_timestamp(0))`, '>', new Date(now.getTime() - dayMs))
      .where('deactivatedAt', 'is', null)
      .select(all)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('sessions')
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', now)
      .select(all)
      .executeTakeFirstOrThrow(),
  ]);
  return { asOf: now.toISOString(), users: users.count, seenToday: seen.count, sessions: sessions.count };
}
