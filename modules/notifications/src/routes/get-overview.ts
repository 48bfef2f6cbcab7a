import { notificationsOverview } from '@bridges/contracts';
import { refusals, remembered } from '@bridges/kit';
import type { HttpApp, Platform } from '@bridges/kit';
import { overview } from '../selectors/overview.ts';
import type { Reader } from '../tables/database.ts';

/** Counting costs something, and nobody minds numbers that are a little old. */
const keptMs = 60_000;

export function getNotificationsOverview(
  app: HttpApp,
  { db, work }: { db: Reader; work: Platform['work'] },
): void {
  const counted = remembered(keptMs, () => overview(db, new Date()));
  app.get(
    '/api/admin/overview/notifications',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getNotificationsOverview',
        summary: 'What the ladder decided in the last 24 hours',
        response: { 200: notificationsOverview, ...refusals(401, 403) },
      },
    },
    async () => ({ ...(await counted()), work: await work() }),
  );
}
