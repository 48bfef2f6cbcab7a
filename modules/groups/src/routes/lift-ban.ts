import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { banLift } from '../services/ban-lift.ts';
import type { Db } from '../tables/database.ts';
import { memberParams, noContent, notAllowed, refusals } from './responses.ts';

export function liftBanRoute(app: HttpApp, db: Db): void {
  app.delete(
    '/api/groups/:id/bans/:userId',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'liftBan',
        summary: 'Let somebody come back to a group',
        description: 'For admins. She is not added; lifting a ban that is not there succeeds.',
        params: memberParams,
        response: { 204: noContent, ...refusals, ...notAllowed },
      },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      await banLift(db, { actorId: viewerOf(request).userId, chatId: id, userId });
      return reply.code(204).send(null);
    },
  );
}
