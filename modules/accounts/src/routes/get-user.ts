import { publicUser, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { toSeenUser } from '../presenters/user.ts';
import { personGet } from '../selectors/people-by-id.ts';
import { signInTimes } from '../selectors/sign-in-times.ts';
import { refusals } from './responses.ts';

export function getUser(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/users/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['users'],
        summary: 'The public profile of a user',
        description:
          'Who does not want to be found is there only for people who share a chat, a request or a contact with her.',
        params: z.strictObject({ id: uuid }),
        response: { 200: publicUser, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const person = await personGet(deps, viewer.userId, request.params.id);
      return toSeenUser(person, await signInTimes(deps.db, viewer, [person.id]));
    },
  );
}
