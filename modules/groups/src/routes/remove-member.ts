import { errorBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { memberTakeOut } from '../services/member-take-out.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { memberParams, noContent, refusals } from './responses.ts';

export function removeMemberRoute(app: HttpApp, writer: MembershipWriter): void {
  app.delete(
    '/api/groups/:id/members/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'removeMember',
        summary: 'Remove a member, or leave',
        description:
          'Owners and admins remove others (only owners remove owners); with my own id I leave. When the last owner ' +
          'leaves, the longest-standing admin, else member, becomes owner. Once answered, the removed user can ' +
          'neither read nor post. Removing somebody who is no member changes nothing and succeeds.',
        params: memberParams,
        response: {
          204: noContent,
          ...refusals,
          403: errorBody.describe('groups.not_allowed or groups.owner_protected'),
        },
      },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      await memberTakeOut(writer, { actorId: viewerOf(request).userId, chatId: id, userId });
      return reply.code(204).send(null);
    },
  );
}
