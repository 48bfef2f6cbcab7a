import { deadJobList, errorBody, jobParams } from '@bridges/contracts';
import { kitErrors, viewerOf } from '@bridges/kit';
import type { GraphileJobs, HttpApp, ModuleName } from '@bridges/kit';
import { z } from 'zod';
import { adminRefusals, adminTags, invalid, titleOf } from './route-parts.ts';

/** What administrators may see and do of a module's background work: each module serves its own. */
export function jobRoutes(
  app: HttpApp,
  module: ModuleName,
  jobs: Pick<GraphileJobs, 'dead' | 'kinds' | 'periodic' | 'retry' | 'drop'>,
): void {
  const title = titleOf(module);
  const config = { access: 'admin' } as const;
  const gone = { 404: errorBody.describe('kit.not_found: no such task, or it has not failed for good') };
  app.get(
    `/api/admin/jobs/${module}`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `listDead${title}Jobs`,
        summary: `Background tasks of ${module}: what waits, what comes next, what failed for good`,
        description:
          'Tasks that failed as often as they may are kept until somebody lets them run again or gives them up.',
        response: { 200: deadJobList, ...adminRefusals },
      },
    },
    async () => {
      const [dead, kinds, periodic] = await Promise.all([
        jobs.dead(),
        jobs.kinds(),
        jobs.periodic(new Date()),
      ]);
      return {
        jobs: dead.map(({ createdAt, failedAt, ...job }) => ({
          ...job,
          createdAt: createdAt.toISOString(),
          failedAt: failedAt.toISOString(),
        })),
        kinds: kinds.map((kind) => ({ ...kind, oldestDueAt: kind.oldestDueAt?.toISOString() ?? null })),
        periodic: periodic.map(({ nextAt, lastAt, ...job }) => ({
          ...job,
          nextAt: nextAt?.toISOString() ?? null,
          lastAt: lastAt?.toISOString() ?? null,
        })),
      };
    },
  );
  app.post(
    `/api/admin/jobs/${module}/:id/retry`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `retryDead${title}Job`,
        summary: `Let a failed task of ${module} run again`,
        params: jobParams,
        response: {
          204: z.null().describe('It has all its tries again.'),
          ...invalid,
          ...gone,
          ...adminRefusals,
        },
      },
    },
    async (request, reply) => {
      if (!(await jobs.retry(request.params.id, viewerOf(request).userId))) throw kitErrors.not_found();
      return reply.code(204).send(null);
    },
  );
  app.delete(
    `/api/admin/jobs/${module}/:id`,
    {
      config,
      schema: {
        tags: adminTags,
        operationId: `dropDead${title}Job`,
        summary: `Give a failed task of ${module} up`,
        params: jobParams,
        response: { 204: z.null().describe('It is gone.'), ...invalid, ...gone, ...adminRefusals },
      },
    },
    async (request, reply) => {
      if (!(await jobs.drop(request.params.id, viewerOf(request).userId))) throw kitErrors.not_found();
      return reply.code(204).send(null);
    },
  );
}
