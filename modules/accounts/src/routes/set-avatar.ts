import { avatarBody, me } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { avatarChange } from '../services/avatar-change.ts';
import { refusals } from './responses.ts';

export function setAvatar(app: HttpApp, deps: Deps): void {
  app.put(
    '/api/me/avatar',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Show a picture as my avatar',
        description:
          'A picture that I have uploaded, cut as it shall be shown. Everybody signed in may see it from then on.',
        body: avatarBody,
        response: { 200: me, ...refusals(400, 401, 403, 404, 422) },
      },
    },
    async (request) => toMe(await avatarChange(deps, viewerOf(request), request.body.fileId)),
  );
}
