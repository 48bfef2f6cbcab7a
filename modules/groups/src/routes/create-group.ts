import { errorBody, groupCreateBody, groupWithRefused } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { presentRefused } from '../presenters/refused.ts';
import { groupGet } from '../selectors/group-get.ts';
import { groupCreate } from '../services/group-create.ts';
import type { GroupCreator } from '../services/group-create.ts';
import { peopleToAdd } from '../services/people-to-add.ts';
import type { Accounts } from '../services/people-to-add.ts';
import { refusals } from './responses.ts';

export function createGroupRoute(app: HttpApp, creator: GroupCreator, accounts: Accounts): void {
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
          'A group with a handle can be opened by name on the room socket; when it is public and its `joinRule` ' +
          'is `open` (the usual one of public groups), by anybody. Who does not let me add her is named in `refused`.',
        body: groupCreateBody,
        response: {
          201: groupWithRefused,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.unknown_user'),
          409: errorBody.describe('groups.handle_taken'),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      const { memberIds = [], handle = null, isPublic = false, clientId = null, ...rest } = request.body;
      const { allowed, refused } = await peopleToAdd(accounts, userId, memberIds);
      const chatId = await groupCreate(creator, {
        ...rest,
        ownerId: userId,
        handle,
        isPublic,
        memberIds: allowed,
        clientId,
      });
      const group = presentGroup(await groupGet(creator.writer.db, userId, chatId));
      return reply.code(201).send({ ...group, refused: presentRefused(refused) });
    },
  );
}
