import { adminGroupDeleteBody } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { adminGroupDelete } from '../services/admin-group-delete.ts';
import type { GroupPictures } from '../services/group-pictures.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { groupParams, noContent } from './responses.ts';

export function adminDeleteGroup(app: HttpApp, writer: MembershipWriter, pictures: GroupPictures): void {
  app.post(
    '/api/admin/groups/:id/delete',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'deleteGroupAsAdmin',
        summary: 'Delete a group for all',
        description: 'Once answered, nobody can read or post in it; its messages are purged later.',
        params: groupParams,
        body: adminGroupDeleteBody,
        response: { 204: noContent, ...refusals(400, 401, 403, 404, 409, 503) },
      },
    },
    async (request, reply) => {
      const { userId: adminId } = viewerOf(request);
      await adminGroupDelete(writer, pictures, { ...request.body, adminId, chatId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
