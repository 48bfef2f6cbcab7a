import { errorBody, group, groupCreateBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import { groupCreate } from '../services/group-create.ts';
import { assertUsersExist } from '../services/users-exist.ts';
import type { Accounts } from '../services/users-exist.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { refusals } from './responses.ts';

export function createGroupRoute(app: HttpApp, writer: MembershipWriter, accounts: Accounts): void {
  app.post(
    '/api/groups',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'createGroup',
        summary: 'Create a group',
        description:
          'The caller becomes its owner. With `clientId`, repeating the request makes no second group. ' +
          'A group with a handle can be opened by name on the room socket; when it is public, by anybody.',
        body: groupCreateBody,
        response: {
          201: group,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.unknown_user'),
          409: errorBody.describe('groups.handle_taken'),
        },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      const { title, handle = null, isPublic = false, memberIds = [], clientId = null } = request.body;
      await assertUsersExist(accounts, memberIds);
      const chatId = await groupCreate(writer, {
        ownerId: userId,
        title,
        handle,
        isPublic,
        memberIds,
        clientId,
      });
      return reply.code(201).send(presentGroup(await groupGet(writer.db, userId, chatId)));
    },
  );
}
