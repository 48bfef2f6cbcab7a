import { userListQuery, userPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toSeenUser } from '../presenters/user.ts';
import { peopleById } from '../selectors/people-by-id.ts';
import { signInTimes } from '../selectors/sign-in-times.ts';
import { userList } from '../selectors/user-list.ts';
import { refusals } from './responses.ts';

export function listUsers(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/users',
    {
      config: { access: 'user' },
      schema: {
        tags: ['users'],
        summary: 'The directory of users, as I may see it',
        description:
          'Sorted by name, last activity or date of joining (`-` turns it round), or by how well they fit the `search`, every word of which must be a part of the name or username. `nextCursor` is null on the last page. Who does not want to be found by me is not listed; `lastSeenAt` is null where I may not know it, and sorts as never for who does not show it to everyone.',
        querystring: userListQuery,
        response: { 200: userPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { ids, ...query } = request.query;
      const viewer = viewerOf(request);
      const { users, nextCursor } = ids
        ? { users: await peopleById(deps, viewer.userId, ids), nextCursor: null }
        : await userList(deps, viewer.userId, query);
      const signedInAt = await signInTimes(
        deps.db,
        viewer,
        users.map(({ id }) => id),
      );
      return { users: users.map((user) => toSeenUser(user, signedInAt)), nextCursor };
    },
  );
}
