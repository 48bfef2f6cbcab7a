import { errorBody, group, groupOwnerBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { ownerTransfer } from '../services/owner-transfer.ts';
import { groupParams, notAllowed, refusals } from './responses.ts';

export function transferOwnerRoute(app: HttpApp, writer: MembershipWriter): void {
  app.post(
    '/api/groups/:id/owner',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'transferOwner',
        summary: 'Hand a group over',
        description: 'For owners. Another member becomes owner; I stay as an admin.',
        params: groupParams,
        body: groupOwnerBody,
        response: {
          200: group,
          ...refusals,
          ...notAllowed,
          404: errorBody.describe('groups.not_found or groups.no_such_member'),
        },
      },
    },
    async (request) => {
      const { userId: actorId } = viewerOf(request);
      const { id } = request.params;
      await ownerTransfer(writer, { actorId, chatId: id, userId: request.body.userId });
      return presentGroup(await groupGet(writer.db, actorId, id));
    },
  );
}
