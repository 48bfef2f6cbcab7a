import { errorBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { memberBan } from '../services/member-ban.ts';
import type { Doors } from '../services/doors.ts';
import { memberParams, noContent, refusals } from './responses.ts';

export function banMemberRoute(app: HttpApp, doors: Pick<Doors, 'writer' | 'announcer'>): void {
  app.put(
    '/api/groups/:id/bans/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'banMember',
        summary: 'Ban somebody from a group',
        description:
          'For admins (only owners ban owners). Takes her out, if she is in, and keeps her out: no link, ' +
          'invitation, request or handle lets her in again.',
        params: memberParams,
        response: {
          204: noContent,
          ...refusals,
          400: errorBody.describe('http.invalid_request or groups.own_ban'),
          403: errorBody.describe('groups.not_allowed or groups.owner_protected'),
        },
      },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      await memberBan(doors, { actorId: viewerOf(request).userId, chatId: id, userId });
      return reply.code(204).send(null);
    },
  );
}
