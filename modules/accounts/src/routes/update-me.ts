import { me, profileBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { userUpdate } from '../services/user-update.ts';
import { refusals } from './responses.ts';

export function updateMe(app: HttpApp, deps: Deps): void {
  app.patch(
    '/api/me',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Change my profile',
        description: 'Fields that are left out stay as they are; `null` clears birthday and language.',
        body: profileBody.meta({
          example: {
            displayName: 'Alice Liddell',
            statusMessage: 'Down the rabbit hole',
            birthday: '1990-05-17',
          },
        }),
        response: { 200: me, ...refusals(400, 401, 403) },
      },
    },
    async (request) => toMe(await userUpdate(deps, viewerOf(request), request.body)),
  );
}
