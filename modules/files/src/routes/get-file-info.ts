import { fileInfo, uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toAttachment } from '../presenters/attachment.ts';
import { fileOwn } from '../selectors/file-own.ts';
import { fileVisible } from '../selectors/file-visible.ts';

export function getFileInfo(app: HttpApp, deps: Pick<Deps, 'db' | 'messages' | 'groups'>): void {
  app.get(
    '/api/files/:id/info',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getFileInfo',
        summary: 'What a file is',
        description:
          'As messages show it, for whoever may download it. After the last byte of an upload it may be looked at ' +
          'for a moment still: 409 `files.still_processing`, ask again.',
        params: z.object({ id: uuid }),
        response: { 200: fileInfo, ...refusals(400, 401, 404, 409) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { id } = request.params;
      return toAttachment(
        (await fileOwn(deps.db, userId, id)) ?? (await fileVisible(deps.db, deps, userId, id)),
      );
    },
  );
}
