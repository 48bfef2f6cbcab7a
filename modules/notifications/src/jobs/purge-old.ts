import type { Job } from '@bridges/kit';
import { ladderPurge } from '../services/ladder-purge.ts';
import { notificationsPurge } from '../services/notifications-purge.ts';
import type { Db } from '../tables/database.ts';

/** Every night. */
export function purgeOld(db: Db): Job {
  return { name: 'purge-old', cron: '50 3 * * *', run: () => purge(db) };
}

async function purge(db: Db): Promise<void> {
  await notificationsPurge(db);
  await ladderPurge(db);
}
