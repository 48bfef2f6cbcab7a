import { contactRequestListQuery, contactRequestPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toPublicUser } from '../presenters/user.ts';
import { contactRequestList } from '../selectors/latest-people.ts';
import { incomingCount } from '../selectors/relations.ts';
import { refusals } from './responses.ts';

export function listContactRequests(app: HttpApp, { db }: Deps): void {
  app.get(
    '/api/contacts/requests',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Requests for contact that wait',
        description: '`in`: for my answer. `out`: mine, for the answer of others. The latest first.',
        querystring: contactRequestListQuery,
        response: { 200: contactRequestPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { direction, ...query } = request.query;
      const [{ people, nextCursor }, count] = await Promise.all([
        contactRequestList(db, userId, direction, query),
        incomingCount(db, userId),
      ]);
      return {
        requests: people.map((row) => ({ user: toPublicUser(row), createdAt: row.since.toISOString() })),
        nextCursor,
        incomingCount: count,
      };
    },
  );
}
