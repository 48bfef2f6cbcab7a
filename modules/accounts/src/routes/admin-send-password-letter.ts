import { optionalReasonBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminPasswordLetter } from '../services/admin-password-letter.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminSendPasswordLetter(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/password-letter',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'sendPasswordLetter',
        summary: 'Send somebody the letter by which she chooses a new password',
        description: 'To her confirmed address.',
        params: personParams,
        body: optionalReasonBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await adminPasswordLetter(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
