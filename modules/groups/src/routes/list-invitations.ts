import { invitationListQuery, invitationPage } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentInvitation } from '../presenters/invitation.ts';
import { invitationsOfUser } from '../selectors/invitation-list.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function listInvitationsRoute(app: HttpApp, { writer, findUsers }: Doors): void {
  app.get(
    '/api/invitations',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'listInvitations',
        summary: 'What I am invited to',
        description: 'The newest first. Invitations whose inviter may no longer invite are not among them.',
        querystring: invitationListQuery,
        response: { 200: invitationPage, 400: refusals[400], 401: refusals[401] },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { rows, nextCursor } = await invitationsOfUser(writer.db, userId, request.query);
      const users = await findUsers(
        rows.map((row) => row.inviterId),
        userId,
      );
      return { invitations: rows.map(presentInvitation), users, nextCursor };
    },
  );
}
