import { userListQuery, userPage } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toPublicUser } from '../presenters/user.ts';
import { userList } from '../selectors/user-list.ts';
import { usersById } from '../selectors/users-by-id.ts';
import { refusals } from './responses.ts';

export function listUsers(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/users',
    {
      config: { access: 'user' },
      schema: {
        tags: ['users'],
        summary: 'The directory of all users',
        description:
          'Sorted by name, last activity or date of joining (`-` turns it round); every word of `search` must be a part of the name or username. `nextCursor` is null on the last page.',
        querystring: userListQuery,
        response: { 200: userPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { ids, ...query } = request.query;
      if (ids) return { users: (await usersById(deps.db, ids)).map(toPublicUser), nextCursor: null };
      const { users, nextCursor } = await userList(deps.db, query);
      return { users: users.map(toPublicUser), nextCursor };
    },
  );
}
