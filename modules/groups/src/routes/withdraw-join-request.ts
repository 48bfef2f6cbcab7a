import { errorBody, uuid } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Doors } from '../services/doors.ts';
import { joinRequestWithdraw } from '../services/join-request-withdraw.ts';
import { noContent, refusals } from './responses.ts';

export function withdrawJoinRequestRoute(app: HttpApp, doors: Doors): void {
  app.delete(
    '/api/join-requests/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['join requests'],
        operationId: 'withdrawJoinRequest',
        summary: 'Ask no longer to join a group',
        params: z.object({ id: uuid.meta({ description: 'The group.' }) }),
        response: {
          204: noContent,
          ...refusals,
          404: errorBody.describe('groups.request_not_found: I did not ask, or was answered'),
        },
      },
    },
    async (request, reply) => {
      await joinRequestWithdraw(doors, { userId: viewerOf(request).userId, chatId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
