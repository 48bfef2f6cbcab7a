import { blockListQuery, blockPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toPublicUser } from '../presenters/user.ts';
import { blockList } from '../selectors/latest-people.ts';
import { refusals } from './responses.ts';

export function listBlocks(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/blocks',
    {
      config: { access: 'user' },
      schema: {
        tags: ['blocks'],
        summary: 'Whom I have blocked, the latest first',
        querystring: blockListQuery,
        response: { 200: blockPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { people, nextCursor } = await blockList(deps, viewerOf(request).userId, request.query);
      return {
        blocks: people.map((row) => ({ user: toPublicUser(row), since: row.since.toISOString() })),
        nextCursor,
      };
    },
  );
}
