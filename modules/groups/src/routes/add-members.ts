import { errorBody, group, membersAddBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import { groupMembersAdd } from '../services/group-members-add.ts';
import { assertUsersExist } from '../services/users-exist.ts';
import type { Accounts } from '../services/users-exist.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { refusals } from './responses.ts';

export function addMembersRoute(app: HttpApp, writer: MembershipWriter, accounts: Accounts): void {
  app.post(
    '/api/groups/:id/members',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'addMembers',
        summary: 'Add users to a group',
        description:
          'For owners and admins. All of them are added or, when one does not exist, none; those who are in it ' +
          'already stay as they are, so the request may be repeated.',
        params: z.object({ id: uuid }),
        body: membersAddBody,
        response: {
          200: group,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.unknown_user'),
          403: errorBody.describe('groups.not_allowed'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { id } = request.params;
      // First who may ask at all: the answer about user ids is for members only.
      await groupGet(writer.db, userId, id);
      await assertUsersExist(accounts, request.body.userIds);
      await groupMembersAdd(writer, { actorId: userId, chatId: id, userIds: request.body.userIds });
      return presentGroup(await groupGet(writer.db, userId, id));
    },
  );
}
