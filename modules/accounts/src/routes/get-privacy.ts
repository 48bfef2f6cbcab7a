import { privacy } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toPrivacy } from '../presenters/people.ts';
import { privacyGet } from '../selectors/privacy-get.ts';
import { refusals } from './responses.ts';

export function getPrivacy(app: HttpApp, { db }: Deps): void {
  app.get(
    '/api/me/privacy',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Who may do what with regard to me',
        response: { 200: privacy, ...refusals(401) },
      },
    },
    async (request) => toPrivacy(await privacyGet(db, viewerOf(request).userId)),
  );
}
