import { createdInviteLink, errorBody, inviteLinkBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentInviteLink } from '../presenters/invitation.ts';
import type { Doors } from '../services/doors.ts';
import { inviteLinkCreate } from '../services/invite-link-create.ts';
import { refusals } from './responses.ts';

export function createInviteLinkRoute(app: HttpApp, { writer, publicUrl }: Doors): void {
  app.post(
    '/api/groups/:id/invite-links',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invite links'],
        operationId: 'createInviteLink',
        summary: 'Make a link that leads into a group',
        description:
          'For members who may add people. Its secret is in this answer and never shown again. The link ends when it ' +
          'expires, is used up or revoked, or when its maker may no longer add people.',
        params: z.object({ id: uuid }),
        body: inviteLinkBody,
        response: {
          201: createdInviteLink,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.expires_in_past'),
          403: errorBody.describe('groups.not_allowed'),
        },
      },
    },
    async (request, reply) => {
      const { expiresAt, ...terms } = request.body;
      const { link, secret } = await inviteLinkCreate(writer.db, {
        ...terms,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        creatorId: viewerOf(request).userId,
        chatId: request.params.id,
      });
      const url = `${publicUrl()}/join/${secret}`;
      return reply.code(201).send({ link: presentInviteLink(link), secret, url });
    },
  );
}
