import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Doors } from '../services/doors.ts';
import { inviteLinkRevoke } from '../services/invite-link-revoke.ts';
import { noContent, refusals } from './responses.ts';

export function revokeInviteLinkRoute(app: HttpApp, { writer: { db } }: Doors): void {
  app.delete(
    '/api/groups/:id/invite-links/:linkId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invite links'],
        operationId: 'revokeInviteLink',
        summary: 'End a link',
        description: 'My own, or as owner or admin any. Once answered nobody enters by it. May be repeated.',
        params: z.object({ id: uuid, linkId: uuid }),
        response: {
          204: noContent,
          ...refusals,
          403: errorBody.describe('groups.not_allowed'),
          404: errorBody.describe('groups.not_found or groups.link_not_found'),
        },
      },
    },
    async (request, reply) => {
      const { id: chatId, linkId } = request.params;
      await inviteLinkRevoke(db, { actorId: viewerOf(request).userId, chatId, linkId });
      return reply.code(204).send(null);
    },
  );
}
