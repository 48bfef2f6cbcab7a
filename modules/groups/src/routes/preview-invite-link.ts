import { errorBody, inviteLinkPreview } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentLinkTarget } from '../presenters/invitation.ts';
import { inviteLinkBySecret } from '../selectors/invite-link-by-secret.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function previewInviteLinkRoute(app: HttpApp, { writer: { db }, limits }: Doors): void {
  app.get(
    '/api/invite-links/:secret',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invite links'],
        operationId: 'previewInviteLink',
        summary: 'Where a link leads',
        description:
          'For whoever holds it, while it leads anywhere; people banned from the group are told nothing.',
        params: z.object({ secret: z.string().max(200) }),
        response: {
          200: inviteLinkPreview,
          ...refusals,
          404: errorBody.describe('groups.link_not_found: never was, expired, used up, or revoked'),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await limits.links.consume(userId);
      return presentLinkTarget(await inviteLinkBySecret(db, userId, request.params.secret));
    },
  );
}
