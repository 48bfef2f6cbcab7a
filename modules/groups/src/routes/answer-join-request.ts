import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Doors } from '../services/doors.ts';
import { joinRequestAnswer } from '../services/join-request-answer.ts';
import { noContent, refusals } from './responses.ts';

const answers = [
  {
    verb: 'approve',
    operationId: 'approveJoinRequest',
    summary: 'Let somebody in who asks to join',
    isApproved: true,
  },
  {
    verb: 'decline',
    operationId: 'declineJoinRequest',
    summary: 'Do not let somebody in',
    isApproved: false,
  },
] as const;

export function answerJoinRequestRoutes(app: HttpApp, doors: Doors): void {
  for (const { verb, operationId, summary, isApproved } of answers) {
    app.post(
      `/api/groups/:id/join-requests/:userId/${verb}`,
      {
        config: { access: 'user' },
        schema: {
          tags: ['join requests'],
          operationId,
          summary,
          description: 'For owners and admins. Of two who answer at once the first decides.',
          params: z.object({ id: uuid, userId: uuid }),
          response: {
            204: noContent,
            ...refusals,
            403: errorBody.describe('groups.not_allowed'),
            404: errorBody.describe('groups.not_found or groups.request_not_found'),
            409: errorBody.describe('groups.user_banned'),
          },
        },
      },
      async (request, reply) => {
        const { id: chatId, userId } = request.params;
        await joinRequestAnswer(doors, { actorId: viewerOf(request).userId, chatId, userId, isApproved });
        return reply.code(204).send(null);
      },
    );
  }
}
