import { deadEventList as listBody, deadEventParams, errorBody, replayAnswer } from '@bridges/contracts';
import { deadEventDrop, deadEventList, deadEventReplay, kitErrors, viewerOf } from '@bridges/kit';
import type { Attached, HttpApp, ModuleName } from '@bridges/kit';
import { z } from 'zod';
import { adminRefusals, adminTags, invalid, titleOf } from './route-parts.ts';

/** Events on their way from a module, and those that its consumers refused for good. */
export function eventRoutes(app: HttpApp, module: ModuleName, attached: Attached): void {
  const title = titleOf(module);
  const config = { access: 'admin' } as const;
  const gone = { 404: errorBody.describe('kit.not_found: no such event is parked') };
  app.get(
    `/api/admin/events/${module}`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `listDead${title}Events`,
        summary: `Events on their way from ${module}, and those that its consumers refused for good`,
        description:
          'They are kept until somebody replays them or gives them up. What is in them is not shown.',
        response: { 200: listBody, ...adminRefusals },
      },
    },
    async () => {
      const { oldestWaitingAt, events, ...counts } = await deadEventList(attached.db);
      return {
        ...counts,
        oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
        events: events.map(({ failedAt, ...event }) => ({ ...event, failedAt: failedAt.toISOString() })),
      };
    },
  );
  app.post(
    `/api/admin/events/${module}/:consumer/:eventId/replay`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `replayDead${title}Event`,
        summary: `Hand an event to a consumer of ${module} once more`,
        description: 'A consumer that has taken it meanwhile does not take it again.',
        params: deadEventParams,
        response: { 200: replayAnswer, ...invalid, ...gone, ...adminRefusals },
      },
    },
    async (request) => {
      const replayed = await deadEventReplay(attached, request.params, viewerOf(request).userId);
      if (!replayed) throw kitErrors.not_found();
      return replayed;
    },
  );
  app.delete(
    `/api/admin/events/${module}/:consumer/:eventId`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `dropDead${title}Event`,
        summary: `Give an event up that a consumer of ${module} refused`,
        params: deadEventParams,
        response: { 204: z.null().describe('It is gone.'), ...invalid, ...gone, ...adminRefusals },
      },
    },
    async (request, reply) => {
      if (!(await deadEventDrop(attached.db, request.params, viewerOf(request).userId)))
        throw kitErrors.not_found();
      return reply.code(204).send(null);
    },
  );
}
