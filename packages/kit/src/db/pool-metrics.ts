import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** The connections of each module's pool, and who waits for one. */
export function observePools(metrics: Registry, pools: readonly { name: string; pool: Pool }[]): void {
  new Gauge({
    name: 'bridges_database_connections',
    help: 'Connections of a module to its database, idle or busy.',
    labelNames: ['module', 'state'] as const,
    registers: [metrics],
    collect() {
      for (const { name, pool } of pools) {
        this.set({ module: name, state: 'idle' }, pool.idleCount);
        this.set({ module: name, state: 'busy' }, pool.totalCount - pool.idleCount);
      }
    },
  });
  new Gauge({
    name: 'bridges_database_waiting',
    help: 'Who waits for a connection of its module to its database.',
    labelNames: ['module'] as const,
    registers: [metrics],
    collect() {
      for (const { name, pool } of pools) this.set({ module: name }, pool.waitingCount);
    },
  });
}
