import { filesOverview } from '@bridges/contracts';
import { refusals, remembered } from '@bridges/kit';
import type { HttpApp, Platform } from '@bridges/kit';
import { overview } from '../selectors/overview.ts';
import type { Reader } from '../tables/database.ts';

/** Counting costs something, and nobody minds numbers that are a little old. */
const keptMs = 60_000;

export function getFilesOverview(app: HttpApp, { db, work }: { db: Reader; work: Platform['work'] }): void {
  const counted = remembered(keptMs, () => overview(db, new Date()));
  app.get(
    '/api/admin/overview/files',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getFilesOverview',
        summary: 'How much is stored',
        response: { 200: filesOverview, ...refusals(401, 403) },
      },
    },
    async () => ({ ...(await counted()), work: await work() }),
  );
}
