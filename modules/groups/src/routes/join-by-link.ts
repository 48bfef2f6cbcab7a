import { errorBody, joinOutcome } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentEntry } from '../presenters/invitation.ts';
import type { Doors } from '../services/doors.ts';
import { inviteLinkJoin } from '../services/invite-link-join.ts';
import { refusals } from './responses.ts';

export function joinByLinkRoute(app: HttpApp, doors: Doors): void {
  app.post(
    '/api/invite-links/:secret/join',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invite links'],
        operationId: 'joinByLink',
        summary: 'Join a group by a link, or ask to',
        description:
          '`joined`: once answered I can read and write in it. `requested`: an owner or admin decides; devices are told ' +
          'by the `joinRequestGone` event. May be repeated.',
        params: z.object({ secret: z.string().max(200) }),
        response: {
          200: joinOutcome,
          ...refusals,
          404: errorBody.describe('groups.link_not_found: never was, expired, used up, or revoked'),
          429: errorBody.describe('kit.rate_limited'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await doors.limits.links.consume(userId);
      return presentEntry(await inviteLinkJoin(doors, { userId, secret: request.params.secret }));
    },
  );
}
