import { accountsOverview } from '@bridges/contracts';
import { refusals, remembered } from '@bridges/kit';
import type { HttpApp, Platform } from '@bridges/kit';
import { overview } from '../selectors/overview.ts';
import type { Reader } from '../tables/database.ts';

/** Counting costs something, and nobody minds numbers that are a little old. */
const keptMs = 10_000;

export function getAccountsOverview(
  app: HttpApp,
  { db, work }: { db: Reader; work: Platform['work'] },
): void {
  const counted = remembered(keptMs, () => overview(db, new Date()));
  app.get(
    '/api/admin/overview/accounts',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getAccountsOverview',
        summary: 'How many people there are, and how many devices are signed in',
        response: { 200: accountsOverview, ...refusals(401, 403) },
      },
    },
    async () => ({ ...(await counted()), work: await work() }),
  );
}
