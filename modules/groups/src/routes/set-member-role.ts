import { errorBody, memberRoleBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { memberRoleSet } from '../services/member-role-set.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { memberParams, noContent, notAllowed, refusals } from './responses.ts';

export function setMemberRoleRoute(app: HttpApp, writer: MembershipWriter): void {
  app.put(
    '/api/groups/:id/members/:userId/role',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'setMemberRole',
        summary: 'Give a member another role',
        description:
          'For owners. They make admins and more owners, and take it back; one owner always stays.',
        params: memberParams,
        body: memberRoleBody,
        response: {
          204: noContent,
          ...refusals,
          ...notAllowed,
          404: errorBody.describe('groups.not_found or groups.no_such_member'),
          409: errorBody.describe('groups.last_owner'),
        },
      },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      const actorId = viewerOf(request).userId;
      await memberRoleSet(writer, { actorId, chatId: id, userId, role: request.body.role });
      return reply.code(204).send(null);
    },
  );
}
