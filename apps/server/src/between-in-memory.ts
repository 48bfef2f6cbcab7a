import {
  LocalBroker,
  LocalRpc,
  MemoryBus,
  MemoryCaches,
  MemoryPresence,
  MemoryRateLimits,
} from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { Between } from './between.ts';

/** All modules in one process: they call each other directly, and nothing else is installed. */
export function betweenInMemory(log: FastifyBaseLogger, metrics: Registry, patience = 1): Between {
  const rpc = new LocalRpc(patience);
  const bus = new MemoryBus();
  return {
    rpc,
    serve: (service) => rpc.serve(service),
    bus,
    broker: new LocalBroker(log, metrics),
    caches: new MemoryCaches(metrics),
    rateLimits: new MemoryRateLimits(),
    presence: new MemoryPresence(),
    probes: [],
    listen: async () => {},
    drain: async () => {},
    close: () => bus.close(),
  };
}
