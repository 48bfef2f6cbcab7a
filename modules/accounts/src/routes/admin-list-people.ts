import { adminPeoplePage, adminPeopleQuery } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toAdminPerson } from '../presenters/admin-person.ts';
import { adminPersonList } from '../selectors/admin-person-list.ts';
import { refusals } from './responses.ts';

export function adminListPeople(app: HttpApp, { db }: Pick<Deps, 'db'>): void {
  app.get(
    '/api/admin/users',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'listPeople',
        summary: 'All people, open accounts and closed ones',
        description: 'With e-mail addresses, whatever they show to others.',
        querystring: adminPeopleQuery,
        response: { 200: adminPeoplePage, ...refusals(400, 401, 403) },
      },
    },
    async (request) => {
      const { people, nextCursor } = await adminPersonList(db, request.query);
      return { people: people.map(toAdminPerson), nextCursor };
    },
  );
}
