import { contactListQuery, contactPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toPublicUser } from '../presenters/user.ts';
import { contactList } from '../selectors/contact-list.ts';
import { incomingCount } from '../selectors/relations.ts';
import { refusals } from './responses.ts';

export function listContacts(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/contacts',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'My contacts, by name',
        description: 'Every word of `search` must be a part of the name or username.',
        querystring: contactListQuery,
        response: { 200: contactPage, ...refusals(400, 401) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const [{ contacts, nextCursor }, count] = await Promise.all([
        contactList(deps, userId, request.query),
        incomingCount(deps.db, userId),
      ]);
      return {
        contacts: contacts.map((row) => ({ user: toPublicUser(row), since: row.since.toISOString() })),
        nextCursor,
        incomingCount: count,
      };
    },
  );
}
