import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Doors } from '../services/doors.ts';
import { invitationCancel } from '../services/invitation-cancel.ts';
import { noContent, refusals } from './responses.ts';

export function cancelInvitationRoute(app: HttpApp, doors: Doors): void {
  app.delete(
    '/api/invitations/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invitations'],
        operationId: 'cancelInvitation',
        summary: 'Take an invitation back',
        description: 'One that I wrote, or any of a group where I may add people as owner or admin.',
        params: z.object({ id: uuid }),
        response: {
          204: noContent,
          ...refusals,
          404: errorBody.describe('groups.invitation_not_found: none that I may take back, or answered'),
        },
      },
    },
    async (request, reply) => {
      await invitationCancel(doors, { actorId: viewerOf(request).userId, invitationId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
