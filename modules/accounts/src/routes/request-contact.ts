import { personBody, relation } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toRelation } from '../presenters/people.ts';
import { relationGet } from '../selectors/relations.ts';
import { contactRequest } from '../services/contact-change.ts';
import { refusals } from './responses.ts';

export function requestContact(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/contacts',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'Ask somebody to be my contact',
        description:
          'The answer is `sent`, or `contact` when she had asked me. Repeating it is harmless. Whether she declines is not told.',
        body: personBody,
        response: { 200: relation, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const viewerId = viewerOf(request).userId;
      await contactRequest(deps, viewerId, request.body.userId);
      return toRelation(await relationGet(deps.db, viewerId, request.body.userId));
    },
  );
}
