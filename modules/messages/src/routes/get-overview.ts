import { messagesOverview } from '@bridges/contracts';
import { refusals, remembered } from '@bridges/kit';
import type { HttpApp, Platform } from '@bridges/kit';
import { overview } from '../selectors/overview.ts';
import type { Reader } from '../tables/database.ts';

/** Counting costs something, and nobody minds numbers that are a little old. */
const keptMs = 15_000;

export function getMessagesOverview(
  app: HttpApp,
  { db, work }: { db: Reader; work: Platform['work'] },
): void {
  const counted = remembered(keptMs, () => overview(db, new Date()));
  app.get(
    '/api/admin/overview/messages',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getMessagesOverview',
        summary: 'How many messages came by the hour and by the day',
        response: { 200: messagesOverview, ...refusals(401, 403) },
      },
    },
    async () => ({ ...(await counted()), work: await work() }),
  );
}
