import type { GraphileJobs, ModuleName } from '@bridges/kit';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

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
