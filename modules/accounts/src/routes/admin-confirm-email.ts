import { confirmEmailBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminEmailConfirm } from '../services/admin-email-confirm.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminConfirmEmail(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/confirm-email',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'confirmUserEmail',
        summary: 'Confirm an address that somebody has named, without a letter',
        params: personParams,
        body: confirmEmailBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await adminEmailConfirm(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
