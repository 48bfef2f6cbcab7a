import { privacy, privacyBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { privacyUpdate } from '../services/privacy-update.ts';
import { refusals } from './responses.ts';

export function updatePrivacy(app: HttpApp, deps: Deps): void {
  app.patch(
    '/api/me/privacy',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Choose who may do what with regard to me',
        description: 'Choices that are left out stay as they are. People I have blocked count as nobody.',
        body: privacyBody,
        response: { 200: privacy, ...refusals(400, 401, 403) },
      },
    },
    (request) => privacyUpdate(deps, viewerOf(request).userId, request.body),
  );
}
