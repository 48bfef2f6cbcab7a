import { adminReasonBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminUserDeactivate } from '../services/admin-user-deactivate.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminDeactivateUser(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/deactivate',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'deactivateUser',
        summary: 'Close an account',
        description:
          'Once answered none of her sessions, tokens and mailed links is good for anything, she is found by nobody and told nothing. What she wrote stays.',
        params: personParams,
        body: adminReasonBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await adminUserDeactivate(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
