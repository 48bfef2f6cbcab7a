import { Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** What an operator watches of Redis from here. */
export function redisMetrics(registry: Registry, isReady: () => boolean) {
  const registers = [registry];
  new Gauge({
    name: 'bridges_redis_up',
    help: 'Whether Redis can be asked now.',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  const seconds = new Histogram({
    name: 'bridges_redis_command_seconds',
    help: 'Commands of caches, presence and limits, by what became of them.',
    labelNames: ['outcome'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
    registers,
  });
  return (outcome: 'ok' | 'failed', startedMs: number) =>
    seconds.observe({ outcome }, (performance.now() - startedMs) / 1000);
}
export type ObserveCommand = ReturnType<typeof redisMetrics>;
