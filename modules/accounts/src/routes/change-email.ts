import { emailBody, me } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { emailChange } from '../services/email-change.ts';
import { refusals } from './responses.ts';

export function changeEmail(app: HttpApp, deps: Deps): void {
  app.put(
    '/api/me/email',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Change my e-mail address',
        description:
          'A new address takes effect once the link in the letter to it is followed; `null` takes the address away. Whether somebody else has it is not told. A wrong password is a 403.',
        body: emailBody,
        response: { 200: me, ...refusals(400, 401, 403, 409) },
      },
    },
    async (request) => toMe(await emailChange(deps, viewerOf(request).userId, request.body)),
  );
}
