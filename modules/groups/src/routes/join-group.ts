import { errorBody, groupJoinBody, joinOutcome } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { groupOfHandle } from '../selectors/group-list.ts';
import type { Doors } from '../services/doors.ts';
import { groupJoinPublic } from '../services/group-join-public.ts';
import { groupParams, refusals } from './responses.ts';

const response = {
  200: joinOutcome,
  ...refusals,
  403: errorBody.describe('groups.invitation_needed or groups.banned'),
};

/** Both ways to name the group that somebody wants to join. */
export function joinGroupRoutes(app: HttpApp, doors: Doors): void {
  const about = {
    tags: ['groups'],
    description:
      'Public groups are joined by anyone, or ask their admins first, as their `joinRule` says. Joining a group ' +
      'that I am in changes nothing.',
    response,
  };
  app.post(
    '/api/groups/:id/join',
    {
      config: { access: 'user' },
      schema: { ...about, operationId: 'joinGroup', summary: 'Join a public group', params: groupParams },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      return outcome(await groupJoinPublic(doors, { userId, chatId: request.params.id }));
    },
  );
  app.post(
    '/api/groups/join',
    {
      config: { access: 'user' },
      schema: {
        ...about,
        operationId: 'joinGroupByHandle',
        summary: 'Join the public group of a handle',
        body: groupJoinBody,
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      const { chatId } = await groupOfHandle(doors.writer.db, userId, request.body.handle);
      return outcome(await groupJoinPublic(doors, { userId, chatId }));
    },
  );
}

const outcome = ({ status, chatId }: { status: 'joined' | 'requested'; chatId: string }) => ({
  status,
  chatId: status === 'joined' ? chatId : null,
});
