import { deadJobList, errorBody, jobParams } from '@bridges/contracts';
import { kitErrors } from '@bridges/kit';
import type { GraphileJobs, HttpApp, ModuleName } from '@bridges/kit';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { z } from 'zod';

/** What administrators may see and do of a module's background work: each module serves its own. */
export function jobRoutes(
  app: HttpApp,
  module: ModuleName,
  jobs: Pick<GraphileJobs, 'dead' | 'retry'>,
): void {
  const tag = ['administration'];
  const title = `${module.charAt(0).toUpperCase()}${module.slice(1)}`;
  const refusals = {
    401: errorBody.describe('kit.unauthenticated'),
    403: errorBody.describe('kit.forbidden'),
  };
  app.get(
    `/api/admin/jobs/${module}`,
    {
      config: { access: 'admin' },
      schema: {
        tags: tag,
        operationId: `listDead${title}Jobs`,
        summary: `Background tasks of ${module} that failed for good`,
        description: 'They failed as often as they may, and are kept until somebody lets them run again.',
        response: { 200: deadJobList, ...refusals },
      },
    },
    async () => ({
      jobs: (await jobs.dead()).map(({ createdAt, failedAt, ...job }) => ({
        ...job,
        createdAt: createdAt.toISOString(),
        failedAt: failedAt.toISOString(),
      })),
    }),
  );
  app.post(
    `/api/admin/jobs/${module}/:id/retry`,
    {
      config: { access: 'admin' },
      schema: {
        tags: tag,
        operationId: `retryDead${title}Job`,
        summary: `Let a failed task of ${module} run again`,
        params: jobParams,
        response: {
          204: z.null().describe('It has all its tries again.'),
          400: errorBody.describe('http.invalid_request'),
          404: errorBody.describe('kit.not_found: no such task, or it has not failed for good'),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      if (!(await jobs.retry(request.params.id))) throw kitErrors.not_found();
      return reply.code(204).send(null);
    },
  );
}

interface JobsOf {
  module: ModuleName;
  jobs: Pick<GraphileJobs, 'counts'>;
}

/** What waits and what failed for good, counted when it is asked. */
export function observeJobs(registry: Registry, all: readonly JobsOf[]): void {
  new Gauge({
    name: 'bridges_jobs',
    help: 'Background tasks that wait, and such as failed for good.',
    labelNames: ['module', 'state'],
    registers: [registry],
    async collect() {
      for (const { module, jobs } of all) {
        // Without its database there is nothing to tell.
        const counts = await jobs.counts().catch(() => undefined);
        if (!counts) continue;
        this.set({ module, state: 'waiting' }, counts.waiting);
        this.set({ module, state: 'dead' }, counts.dead);
      }
    },
  });
}
