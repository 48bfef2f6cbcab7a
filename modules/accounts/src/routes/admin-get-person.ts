import { adminPersonDetails, uuid } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toAdminPerson } from '../presenters/admin-person.ts';
import { adminPerson } from '../selectors/admin-person.ts';
import { refusals } from './responses.ts';

export const personParams = z.strictObject({ id: uuid });

export function adminGetPerson(app: HttpApp, { db, mailer }: Pick<Deps, 'db' | 'mailer'>): void {
  app.get(
    '/api/admin/users/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getPerson',
        summary: 'One person: role, addresses, how many devices are signed in',
        params: personParams,
        response: { 200: adminPersonDetails, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { person, ...rest } = await adminPerson(db, request.params.id);
      return { person: toAdminPerson(person), ...rest, hasMail: mailer.isConfigured };
    },
  );
}
