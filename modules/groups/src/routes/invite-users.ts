import { errorBody, inviteBody, invited, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentInvitation } from '../presenters/invitation.ts';
import { doorAccess } from '../selectors/door-access.ts';
import type { Doors } from '../services/doors.ts';
import { invitationsCreate } from '../services/invitations-create.ts';
import { peopleToInvite } from '../services/people-to-invite.ts';
import { refusals } from './responses.ts';

export function inviteUsersRoute(app: HttpApp, doors: Doors): void {
  app.post(
    '/api/groups/:id/invitations',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'inviteUsers',
        summary: 'Invite users into a group',
        description:
          'For members who may add people; only owners invite admins. Each of them decides within 30 days. Whoever ' +
          'is in the group, or holds an invitation that stands, is left as she is, so the request may be repeated.',
        params: z.object({ id: uuid }),
        body: inviteBody,
        response: {
          200: invited,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.unknown_user'),
          403: errorBody.describe('groups.not_allowed or groups.role_too_high'),
          409: errorBody.describe('groups.user_banned'),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    async (request) => {
      const { userId: actorId } = viewerOf(request);
      const { userIds, role } = request.body;
      const chatId = request.params.id;
      await doorAccess(doors.writer.db, actorId, chatId);
      await doors.limits.invitations.consume(actorId, userIds.length);
      const blockedBy = await peopleToInvite(doors.accounts, actorId, userIds);
      const invitations = await invitationsCreate(doors, { actorId, chatId, userIds, role, blockedBy });
      return { invitations: invitations.map(presentInvitation) };
    },
  );
}
