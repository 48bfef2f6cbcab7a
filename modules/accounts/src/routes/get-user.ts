import { publicUser, uuid } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toPublicUser } from '../presenters/user.ts';
import { userGet } from '../selectors/user-get.ts';
import { refusals } from './responses.ts';

export function getUser(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/users/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['users'],
        summary: 'The public profile of a user',
        params: z.strictObject({ id: uuid }),
        response: { 200: publicUser, ...refusals(400, 401, 404) },
      },
    },
    async (request) => toPublicUser(await userGet(deps.db, request.params.id)),
  );
}
