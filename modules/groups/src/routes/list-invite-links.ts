import { errorBody, inviteLinkList as inviteLinkListBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { maySeeAllLinks } from '../policies/can-admit.ts';
import { presentInviteLink } from '../presenters/invitation.ts';
import { doorAccess } from '../selectors/door-access.ts';
import { inviteLinkList } from '../selectors/invite-link-list.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function listInviteLinksRoute(app: HttpApp, { writer: { db }, findUsers }: Doors): void {
  app.get(
    '/api/groups/:id/invite-links',
    {
      config: { access: 'user' },
      schema: {
        tags: ['invite links'],
        operationId: 'listInviteLinks',
        summary: 'The links of a group',
        description:
          'For members who may add people: their own; for owners and admins, all. The newest first, at most 200, ' +
          'without those that were revoked.',
        params: z.object({ id: uuid }),
        response: { 200: inviteLinkListBody, ...refusals, 403: errorBody.describe('groups.not_allowed') },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { id } = request.params;
      const role = await doorAccess(db, userId, id);
      const links = await inviteLinkList(db, id, maySeeAllLinks(role) ? undefined : userId);
      const users = await findUsers(
        links.map((link) => link.creatorId),
        userId,
      );
      return { links: links.map(presentInviteLink), users };
    },
  );
}
