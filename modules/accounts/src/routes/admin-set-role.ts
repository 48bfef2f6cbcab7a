import { adminRoleBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminRoleSet } from '../services/admin-role-set.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminSetRole(app: HttpApp, deps: Deps): void {
  app.put(
    '/api/admin/users/:id/role',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'setUserRole',
        summary: 'Make somebody an administrator, or no longer',
        description: 'In force once answered, on all her devices. The last administrator stays one.',
        params: personParams,
        body: adminRoleBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await adminRoleSet(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
