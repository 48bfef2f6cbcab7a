import { Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

export type ObserveCall = (service: string, method: string, code: string, startedMs: number) => void;

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Calls between processes by service, method and our own code of what became of them (`ok`). */
export function rpcMetrics(registry: Registry, side: 'client' | 'server'): ObserveCall {
  const seconds = new Histogram({
    name: `bridges_rpc_${side}_seconds`,
    help: side === 'client' ? 'Calls of other services.' : 'Calls that other services made here.',
    labelNames: ['service', 'method', 'code'] as const,
    buckets,
    registers: [registry],
  });
  return (service, method, code, startedMs) =>
    seconds.observe({ service, method, code }, (performance.now() - startedMs) / 1000);
}
