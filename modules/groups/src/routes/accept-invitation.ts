import { errorBody, group, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentGroup } from '../presenters/group.ts';
import { groupGet } from '../selectors/group-get.ts';
import type { Doors } from '../services/doors.ts';
import { invitationAccept } from '../services/invitation-accept.ts';
import { refusals } from './responses.ts';

export function acceptInvitationRoute(app: HttpApp, doors: Doors): void {
  app.post(
    '/api/invitations/:id/accept',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'acceptInvitation',
        summary: 'Join a group that I am invited to',
        description: 'Once answered I can read and write in it. May be repeated.',
        params: z.object({ id: uuid }),
        response: {
          200: group,
          ...refusals,
          404: errorBody.describe(
            'groups.invitation_not_found: none of mine, answered, expired, or taken back',
          ),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const chatId = await invitationAccept(doors, { userId, invitationId: request.params.id });
      return presentGroup(await groupGet(doors.writer.db, userId, chatId));
    },
  );
}
