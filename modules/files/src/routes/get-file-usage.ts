import { fileUsage } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { usage } from '../selectors/usage.ts';

export function getFileUsage(app: HttpApp, { db, config }: Pick<Deps, 'db' | 'config'>): void {
  app.get(
    '/api/files/usage',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getFileUsage',
        summary: 'How much of my room I have used',
        description: 'Files of mine and unfinished uploads; and how large a file may be.',
        response: { 200: fileUsage, ...refusals(401) },
      },
    },
    async (request) => ({
      usedBytes: (await usage(db, viewerOf(request).userId)).usedBytes,
      quotaBytes: config.FILE_QUOTA_BYTES,
      maxFileBytes: config.FILE_MAX_BYTES,
    }),
  );
}
