import { relation, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toRelation } from '../presenters/people.ts';
import { relationGet } from '../selectors/relations.ts';
import { contactAccept } from '../services/contact-change.ts';
import { refusals } from './responses.ts';

export function acceptContact(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/contacts/requests/:userId/accept',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Accept a request: we are contacts of each other',
        params: z.strictObject({ userId: uuid }),
        response: { 200: relation, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const viewerId = viewerOf(request).userId;
      await contactAccept(deps, viewerId, request.params.userId);
      return toRelation(await relationGet(deps.db, viewerId, request.params.userId));
    },
  );
}
