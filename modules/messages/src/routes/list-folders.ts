import { folderList as folderListBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { folderList } from '../selectors/folder-list.ts';
import type { Reader } from '../tables/database.ts';

export function listFolders(app: HttpApp, { db }: { db: Reader }): void {
  app.get(
    '/api/folders',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'The folders of my chat list',
        response: { 200: folderListBody, ...refusals(401) },
      },
    },
    async (request) => ({ folders: await folderList(db, viewerOf(request).userId) }),
  );
}
