import { relation, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toRelation } from '../presenters/people.ts';
import { personGet } from '../selectors/people-by-id.ts';
import { relationGet } from '../selectors/relations.ts';
import { refusals } from './responses.ts';

export function getRelation(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/contacts/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['contacts'],
        summary: 'How I stand to somebody',
        params: z.strictObject({ userId: uuid }),
        response: { 200: relation, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const viewerId = viewerOf(request).userId;
      const { id } = await personGet(deps, viewerId, request.params.userId);
      return toRelation(await relationGet(deps.db, viewerId, id));
    },
  );
}
