import { adminOwnerBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { adminOwnerSet } from '../services/admin-owner-set.ts';
import type { AskUsers } from '../services/admin-owner-set.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { groupParams, noContent } from './responses.ts';

export function adminSetOwner(app: HttpApp, writer: MembershipWriter, accounts: AskUsers): void {
  app.post(
    '/api/admin/groups/:id/owner',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'setGroupOwner',
        summary: 'Hand a group over whose owners have closed accounts',
        description: 'To a member with an open account. While an owner has one, it is up to the owner.',
        params: groupParams,
        body: adminOwnerBody,
        response: { 204: noContent, ...refusals(400, 401, 403, 404, 409, 503) },
      },
    },
    async (request, reply) => {
      const { userId: adminId } = viewerOf(request);
      await adminOwnerSet(writer, accounts, { ...request.body, adminId, chatId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
