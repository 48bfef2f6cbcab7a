import { optionalReasonBody, passwordLink } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminPasswordLink } from '../services/admin-password-link.ts';
import { personParams } from './admin-get-person.ts';
import { refusals } from './responses.ts';

export function adminMakePasswordLink(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/users/:id/password-link',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'makePasswordLink',
        summary: 'Make a link by which somebody chooses a new password',
        description: 'To be handed to her: good once, for an hour; an earlier one is void. Nobody keeps it.',
        params: personParams,
        body: optionalReasonBody,
        response: { 201: passwordLink, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { userId: adminId } = viewerOf(request);
      const { url, expiresAt } = await adminPasswordLink(deps, {
        ...request.body,
        adminId,
        userId: request.params.id,
      });
      return reply.code(201).send({ url, expiresAt: expiresAt.toISOString() });
    },
  );
}
