import type {
  Broker,
  Bus,
  Caches,
  Consumer,
  Presence,
  RateLimits,
  ReadinessProbe,
  Rpc,
  RpcService,
} from '@bridges/kit';
import type { ModuleDatabase } from './databases.ts';

/** What carries events between modules, as the process that runs them sees it. */
export interface Carrier {
  attach(module: { name: string; db: ModuleDatabase['db']; consumers: readonly Consumer[] }): void;
  for(module: string): Broker;
  start(): void;
  stop(): Promise<void>;
  idle(): Promise<void>;
}

/** Everything that stands between modules: in memory, or on engines that other processes share. */
export interface Between {
  rpc: Rpc;
  /** Makes a module's service callable, here and from where this process can be reached. */
  serve(service: RpcService): void;
  bus: Bus;
  broker: Carrier;
  caches: Caches;
  rateLimits: RateLimits;
  presence: Presence;
  /** What readiness tells of it. */
  probes: ReadinessProbe[];
  /** Opens the doors to the other processes, when all services are there. */
  listen(isServing: () => boolean): Promise<void>;
  /** Takes no more calls from other processes and answers those under way; the modules still run. */
  drain(): Promise<void>;
  /** After the modules have stopped. */
  close(): Promise<void>;
}
