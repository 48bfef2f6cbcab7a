import { errorBody, group, groupUpdateBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import type { GroupPictures } from '../services/group-pictures.ts';
import { groupUpdate } from '../services/group-update.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { groupParams, notAllowed, refusals } from './responses.ts';

export function updateGroupRoute(app: HttpApp, writer: MembershipWriter, pictures: GroupPictures): void {
  app.patch(
    '/api/groups/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'updateGroup',
        summary: 'Change a group',
        description:
          'Title, description and picture are for those whose role may change them (`infoRole`), slow mode for ' +
          'admins, everything else for owners. All of it is changed, or nothing.',
        params: groupParams,
        body: groupUpdateBody,
        response: {
          200: group,
          ...refusals,
          ...notAllowed,
          409: errorBody.describe('groups.handle_taken or groups.named_by_context'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { id } = request.params;
      await groupUpdate(writer, pictures, { actorId: userId, chatId: id, body: request.body });
      return presentGroup(await groupGet(writer.db, userId, id));
    },
  );
}
