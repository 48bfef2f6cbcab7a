import { groupWithRefused, membersAddBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { presentRefused } from '../presenters/refused.ts';
import { groupGet } from '../selectors/group-get.ts';
import { groupMembersAdd } from '../services/group-members-add.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { peopleToAdd } from '../services/people-to-add.ts';
import type { Accounts } from '../services/people-to-add.ts';
import { groupParams, notAllowed, refusals } from './responses.ts';

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
          'For those whose role may add (`addRole`). When one of them does not exist none is added; who does not ' +
          'let me add her, or is banned, is named in `refused`. Those who are in it already stay as they are, so ' +
          'the request may be repeated.',
        params: groupParams,
        body: membersAddBody,
        response: { 200: groupWithRefused, ...refusals, ...notAllowed },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { id } = request.params;
      // First who may ask at all: the answer about user ids is for members only.
      await groupGet(writer.db, userId, id);
      const { allowed, refused } = await peopleToAdd(accounts, userId, request.body.userIds);
      const { banned } = await groupMembersAdd(writer, { actorId: userId, chatId: id, userIds: allowed });
      const group = presentGroup(await groupGet(writer.db, userId, id));
      return { ...group, refused: presentRefused(refused, banned) };
    },
  );
}
