import type { SplitWorld } from '@bridges/dev-env/split-world';
import { cpuSeconds, family, residentBytes } from '../load/process-cost.ts';

/** A service or an engine, with all its copies, and what its processes are. */
export interface Part {
  name: string;
  copies: number;
  pids: readonly number[];
}

/** Everything that carries a message through separate services. */
export function partsOf({ services, redis, rabbit, nginx }: SplitWorld, postgresPid: number): Part[] {
  const engine = (name: string, pid: number): Part => ({ name, copies: 1, pids: family(pid) });
  return [
    engine('nginx', nginx.engine.pid),
    ...Object.entries(services).map(([name, copies]) => ({
      name,
      copies: copies.length,
      pids: copies.map(({ pid }) => pid),
    })),
    engine('Redis', redis.engine.pid),
    engine('RabbitMQ', rabbit.engine.pid),
    engine('PostgreSQL', postgresPid),
  ];
}

export const cpuOf = ({ pids }: Part): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
export const memoryOf = ({ pids }: Part): number => pids.reduce((sum, pid) => sum + residentBytes(pid), 0);
