import { adminUsage, uuid } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { usage } from '../selectors/usage.ts';
import type { Reader } from '../tables/database.ts';

export function adminGetUsage(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/admin/files/usage/:userId',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getUsageOf',
        summary: 'How much of the storage somebody has used',
        description: 'Of somebody unknown: nothing.',
        params: z.strictObject({ userId: uuid }),
        response: { 200: adminUsage, ...refusals(400, 401, 403) },
      },
    },
    async (request) => {
      const { usedBytes } = await usage(db, request.params.userId);
      return { usedBytes };
    },
  );
}
