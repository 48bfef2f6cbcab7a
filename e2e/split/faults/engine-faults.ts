import { createConnection } from 'node:net';
import type { PostgresEngine } from '@bridges/dev-env/postgres';
import type { SplitWorld } from '@bridges/dev-env/split-world';
import type { Fault } from './fault-run.ts';

/** Redis: live events, caches, presence and limits are without it; sends, history and sync go on. */
export const redisFaults = ({ redis }: SplitWorld): Fault[] => [
  {
    name: 'Redis restarted',
    mayPassUnnoticed: true,
    inject: async () => {
      await redis.engine.end();
      await redis.engine.run();
      return async () => {};
    },
  },
  {
    name: 'Redis emptied',
    mayPassUnnoticed: true,
    inject: async () => {
      await command(redis.url, 'FLUSHALL');
      return async () => {};
    },
  },
  {
    name: 'Redis frozen',
    forMs: 8000,
    tells: 'redis',
    inject: async () => {
      redis.engine.freeze();
      return async () => redis.engine.thaw();
    },
  },
  {
    name: 'Redis gone',
    tells: 'redis',
    sendsGoOn: true,
    inject: async () => {
      await redis.engine.end('SIGKILL');
      return () => redis.engine.run();
    },
  },
];

/** RabbitMQ: sends are stored and acknowledged without it, and the outboxes grow. */
export const rabbitFaults = ({ rabbit }: SplitWorld): Fault[] => [
  {
    name: 'RabbitMQ restarted',
    mayPassUnnoticed: true,
    inject: async () => {
      await rabbit.engine.end();
      await rabbit.engine.run();
      return async () => {};
    },
  },
  {
    name: 'RabbitMQ gone',
    tells: 'rabbitmq',
    sendsGoOn: true,
    inject: async () => {
      await rabbit.engine.end('SIGKILL');
      return () => rabbit.engine.run();
    },
  },
  {
    name: 'RabbitMQ blocked by its disk alarm',
    forMs: 6000,
    sendsGoOn: true,
    // Only who publishes is told, and only then.
    mayPassUnnoticed: true,
    inject: async () => {
      await rabbit.control('set_disk_free_limit', '1000000GB');
      return async () => void (await rabbit.control('set_disk_free_limit', '50MB'));
    },
  },
];

/** PostgreSQL: nothing is acknowledged without it. */
export const postgresFaults = (postgres: PostgresEngine): Fault[] => [
  ...(['smart', 'fast', 'immediate'] as const).map((mode) => ({
    name: `PostgreSQL stopped (${mode})`,
    forMs: 3000,
    tells: 'database',
    inject: async () => {
      await postgres.end(mode);
      return () => postgres.run();
    },
  })),
  {
    name: 'PostgreSQL frozen',
    // Longer than an answer is waited for: connections are given up, with what nobody knows the outcome of.
    forMs: 20_000,
    tells: 'database',
    inject: async () => {
      postgres.freeze();
      return async () => postgres.thaw();
    },
  },
];

function command(url: string, text: string): Promise<void> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.once('error', reject);
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });
}
