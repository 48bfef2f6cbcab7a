import type { Db } from '../tables/database.ts';

const keptDays = 90;
const atOnce = 5000;

/** Entries are kept for 90 days, read or not. In portions: none of them holds locks for long. */
export async function notificationsPurge(db: Db, now = Date.now()): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000);
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom('notifications')
      .where('id', 'in', (eb) =>
        eb.selectFrom('notifications').where('createdAt', '<', before).select('id').limit(atOnce),
      )
      .executeTakeFirst();
    if (numDeletedRows < atOnce) return;
  }
}
