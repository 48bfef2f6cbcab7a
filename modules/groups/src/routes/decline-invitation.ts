import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Doors } from '../services/doors.ts';
import { invitationDecline } from '../services/invitation-decline.ts';
import { noContent, refusals } from './responses.ts';

export function declineInvitationRoute(app: HttpApp, doors: Doors): void {
  app.post(
    '/api/invitations/:id/decline',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'declineInvitation',
        summary: 'Say no to an invitation',
        params: z.object({ id: uuid }),
        response: {
          204: noContent,
          ...refusals,
          404: errorBody.describe('groups.invitation_not_found: none of mine, answered, or taken back'),
        },
      },
    },
    async (request, reply) => {
      await invitationDecline(doors, { userId: viewerOf(request).userId, invitationId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
