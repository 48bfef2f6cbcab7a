import { optionalReasonBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminSessionsEnd } from '../services/admin-sessions-end.ts';
import { personParams } from './admin-get-person.ts';
import { nothing, refusals } from './responses.ts';

export function adminEndSessions(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/sign-out',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'signUserOut',
        summary: 'Sign somebody out on all devices',
        params: personParams,
        body: optionalReasonBody,
        response: { 204: nothing, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await adminSessionsEnd(deps, {
        ...request.body,
        adminId: viewerOf(request).userId,
        userId: request.params.id,
      });
      return reply.code(204).send(null);
    },
  );
}
