import { sql } from 'kysely';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Attached } from './consume-event.ts';

/** What waits in the outboxes and what was parked, per module, counted when it is asked. */
export function observeBroker(metrics: Registry, attached: readonly Attached[]): void {
  observe(metrics, attached, {
    name: 'bridges_outbox_waiting',
    help: 'Events not yet taken by all consumers, or by the broker between services.',
    table: 'outbox',
  });
  observe(metrics, attached, {
    name: 'bridges_dead_events',
    help: 'Events a consumer could not take.',
    table: 'dead_events',
  });
}

function observe(
  metrics: Registry,
  attached: readonly Attached[],
  { name, help, table }: { name: string; help: string; table: string },
): void {
  new Gauge({
    name,
    help,
    labelNames: ['module'],
    registers: [metrics],
    async collect() {
      for (const { name: module, db } of attached) {
        const counted = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`
          .execute(db)
          .catch(() => undefined);
        if (counted) this.set({ module }, Number(counted.rows[0]?.count));
      }
    },
  });
}
