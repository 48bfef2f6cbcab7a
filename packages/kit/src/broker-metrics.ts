import { sql } from 'kysely';
import { Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Attached } from './consume-event.ts';

export type ObserveEvent = (consumer: string, outcome: string, eventId: string, startedMs: number) => void;

/** What waits in the outboxes and what was parked, per module, counted when it is asked; and what consumers take. */
export function observeBroker(metrics: Registry, attached: readonly Attached[]): ObserveEvent {
  observe(metrics, attached, {
    name: 'bridges_outbox_waiting',
    help: 'Events not yet taken by all consumers, or by the broker between services.',
    value: sql`count(*) as value from outbox`,
  });
  observe(metrics, attached, {
    name: 'bridges_outbox_oldest_seconds',
    help: 'How long the oldest of them waits.',
    value: sql`coalesce(extract(epoch from now() - min(created_at)), 0) as value from outbox`,
  });
  observe(metrics, attached, {
    name: 'bridges_dead_events',
    help: 'Events a consumer could not take.',
    value: sql`count(*) as value from dead_events`,
  });
  const registers = [metrics];
  const labelNames = ['consumer', 'outcome'] as const;
  const seconds = new Histogram({
    name: 'bridges_consumer_seconds',
    help: 'Time consumers take for an event, with their repetitions.',
    labelNames,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers,
  });
  const age = new Histogram({
    name: 'bridges_event_age_seconds',
    help: 'From the writing of an event until a consumer has taken it.',
    labelNames,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers,
  });
  return (consumer, outcome, eventId, startedMs) => {
    seconds.observe({ consumer, outcome }, (performance.now() - startedMs) / 1000);
    age.observe({ consumer, outcome }, Math.max(0, Date.now() - writtenAtMs(eventId)) / 1000);
  };
}

/** Ids of events are UUIDs of version 7, which begin with the time. */
const writtenAtMs = (eventId: string): number => Number.parseInt(eventId.replace('-', '').slice(0, 12), 16);

function observe(
  metrics: Registry,
  attached: readonly Attached[],
  { name, help, value }: { name: string; help: string; value: ReturnType<typeof sql> },
): void {
  new Gauge({
    name,
    help,
    labelNames: ['module'],
    registers: [metrics],
    async collect() {
      for (const { name: module, db } of attached) {
        const counted = await sql<{ value: number }>`select ${value}`.execute(db).catch(() => undefined);
        if (counted) this.set({ module }, Number(counted.rows[0]?.value));
      }
    },
  });
}
