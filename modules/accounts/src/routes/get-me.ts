import { me } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { userGet } from '../selectors/user-get.ts';
import { refusals } from './responses.ts';

export function getMe(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/me',
    {
      config: { access: 'user' },
      schema: { tags: ['accounts'], summary: 'Who am I?', response: { 200: me, ...refusals(401) } },
    },
    async (request) => toMe(await userGet(deps.db, viewerOf(request).userId)),
  );
}
