import { optionalReasonBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminUserReactivate } from '../services/admin-user-reactivate.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminReactivateUser(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/reactivate',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'reactivateUser',
        summary: 'Open a closed account again',
        description: 'She signs in as before.',
        params: personParams,
        body: optionalReasonBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await adminUserReactivate(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
