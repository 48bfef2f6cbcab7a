import { errorBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { groupDelete } from '../services/group-delete.ts';
import type { GroupPictures } from '../services/group-pictures.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { groupParams, noContent, notAllowed, refusals } from './responses.ts';

export function deleteGroupRoute(app: HttpApp, writer: MembershipWriter, pictures: GroupPictures): void {
  app.delete(
    '/api/groups/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['groups'],
        operationId: 'deleteGroup',
        summary: 'Delete a group for all',
        description:
          'For owners. Once answered, nobody can read or post in it; its messages are purged later.',
        params: groupParams,
        response: {
          204: noContent,
          ...refusals,
          ...notAllowed,
          409: errorBody.describe('groups.named_by_context'),
        },
      },
    },
    async (request, reply) => {
      await groupDelete(writer, pictures, { actorId: viewerOf(request).userId, chatId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
