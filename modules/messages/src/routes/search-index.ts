import { searchIndexState as state } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { searchIndexState } from '../selectors/search-index-state.ts';
import { searchRebuildStart } from '../services/search-rebuild-start.ts';
import type { SearchThread } from '../services/search-thread.ts';
import type { Database } from '../tables/database.ts';

/** What administrators see and do of the index of search. */
export function searchIndex(
  app: HttpApp,
  { db, index }: { db: Kysely<Database>; index: Pick<SearchThread, 'rebuild'> },
): void {
  app.get(
    '/api/admin/search',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getSearchIndex',
        summary: 'The index of search: its size, what waits, how far a rebuild is',
        response: { 200: state, ...refusals(401, 403) },
      },
    },
    () => searchIndexState(db),
  );
  app.post(
    '/api/admin/search/rebuild',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'rebuildSearchIndex',
        summary: 'Make the index of search anew',
        description:
          'Goes on in the background, block after block; search works meanwhile. Begun again, it starts over.',
        response: { 202: state, ...refusals(401, 403) },
      },
    },
    async (request, reply) => {
      await searchRebuildStart(db, viewerOf(request).userId);
      index.rebuild();
      return reply.code(202).send(await searchIndexState(db));
    },
  );
}
