import { errorBody, invitationListQuery, invitationPage, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentInvitation } from '../presenters/invitation.ts';
import { doorAccess } from '../selectors/door-access.ts';
import { invitationsOfGroup } from '../selectors/invitation-list.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function listGroupInvitationsRoute(app: HttpApp, { writer: { db }, findUsers }: Doors): void {
  app.get(
    '/api/groups/:id/invitations',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'listGroupInvitations',
        summary: 'Who is invited into a group',
        description: 'For members who may add people; the newest first.',
        params: z.object({ id: uuid }),
        querystring: invitationListQuery,
        response: { 200: invitationPage, ...refusals, 403: errorBody.describe('groups.not_allowed') },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { userId } = viewerOf(request);
      await doorAccess(db, userId, id);
      const { rows, nextCursor } = await invitationsOfGroup(db, id, request.query);
      const users = await findUsers(
        rows.flatMap((row) => [row.userId, row.inviterId]),
        userId,
      );
      return { invitations: rows.map(presentInvitation), users, nextCursor };
    },
  );
}
