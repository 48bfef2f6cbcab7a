import { me } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { avatarChange } from '../services/avatar-change.ts';
import { refusals } from './responses.ts';

export function removeAvatar(app: HttpApp, deps: Deps): void {
  app.delete(
    '/api/me/avatar',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Show no avatar',
        description: 'May be repeated.',
        response: { 200: me, ...refusals(401, 403) },
      },
    },
    async (request) => toMe(await avatarChange(deps, viewerOf(request), null)),
  );
}
