import { passwordBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { passwordChange } from '../services/password-change.ts';
import { nothing, refusals } from './responses.ts';

export function changePassword(app: HttpApp, deps: Deps): void {
  app.put(
    '/api/me/password',
    {
      config: { access: 'user' },
      schema: {
        tags: ['accounts'],
        summary: 'Change my password',
        description: 'Ends all my other sessions; this one goes on. A wrong current password is a 403.',
        body: passwordBody.meta({
          examples: [{ currentPassword: 'correct horse battery', newPassword: 'staple the horse again' }],
        }),
        response: { 204: nothing, ...refusals(400, 401, 403) },
      },
    },
    async (request, reply) => {
      await passwordChange(deps, viewerOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
