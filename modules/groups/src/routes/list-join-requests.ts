import { errorBody, joinRequestListQuery, joinRequestPage, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { presentJoinRequest } from '../presenters/invitation.ts';
import { assertMayAnswerRequests } from '../policies/can-admit.ts';
import { joinRequestCount, joinRequestsOfGroup } from '../selectors/join-request-list.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function listJoinRequestsRoute(app: HttpApp, { writer: { db }, findUsers }: Doors): void {
  app.get(
    '/api/groups/:id/join-requests',
    {
      config: { access: 'user' },
      schema: {
        tags: ['join requests'],
        operationId: 'listJoinRequests',
        summary: 'Who asks to join a group',
        description: 'For owners and admins; the oldest first.',
        params: z.object({ id: uuid }),
        querystring: joinRequestListQuery,
        response: { 200: joinRequestPage, ...refusals, 403: errorBody.describe('groups.not_allowed') },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { userId } = viewerOf(request);
      assertMayAnswerRequests(await memberRole(db, id, userId));
      const { rows, nextCursor } = await joinRequestsOfGroup(db, id, request.query);
      const [users, count] = await Promise.all([
        findUsers(
          rows.map((row) => row.userId),
          userId,
        ),
        joinRequestCount(db, id),
      ]);
      return { requests: rows.map(presentJoinRequest), users, count, nextCursor };
    },
  );
}
