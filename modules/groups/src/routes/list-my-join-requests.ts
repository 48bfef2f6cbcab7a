import { myJoinRequests } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentJoinRequest } from '../presenters/invitation.ts';
import { joinRequestsOfUser, joinRequestsWaitingFor } from '../selectors/join-request-list.ts';
import type { Doors } from '../services/doors.ts';
import { refusals } from './responses.ts';

export function listMyJoinRequestsRoute(app: HttpApp, { writer: { db } }: Doors): void {
  app.get(
    '/api/join-requests',
    {
      config: { access: 'user' },
      schema: {
        tags: ['join requests'],
        operationId: 'listMyJoinRequests',
        summary: 'Where I asked to join, and where others wait for me',
        response: { 200: myJoinRequests, 401: refusals[401] },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const [requests, waiting] = await Promise.all([
        joinRequestsOfUser(db, userId),
        joinRequestsWaitingFor(db, userId),
      ]);
      return { requests: requests.map(presentJoinRequest), waiting };
    },
  );
}
