import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import amqp from 'amqplib';
import { Engine } from './engine.ts';
import { freePort } from './free-port.ts';

export interface RabbitEngine {
  engine: Engine;
  url: string;
  /** Runs `rabbitmqctl` on it; resolves to what it says. */
  control(...args: string[]): Promise<string>;
  /** Messages that wait in these queues. */
  depthOf(queues: readonly string[]): Promise<number>;
}

async function isRefused(port: number): Promise<boolean> {
  const said = await promisify(execFile)('epmd', ['-port', String(port), '-kill']).catch(
    (error: { stdout?: string }) => error,
  );
  return said.stdout?.includes('not allowed') === true;
}

/**
 * A RabbitMQ of its own: a node name, ports and a folder that nobody else has.
 *
 * @param more of its environment, e.g. what it can't do
 */
export async function startRabbit(more: Record<string, string> = {}): Promise<RabbitEngine> {
  const [port, distributionPort, namesPort] = [await freePort(), await freePort(), await freePort()];
  const node = `bridges-${randomUUID().slice(0, 8)}@localhost`;
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const envOf = (folder: string) => {
    writeFileSync(join(folder, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${port}\n`);
    writeFileSync(join(folder, 'enabled_plugins'), '[].\n');
    return {
      HOME: folder,
      RABBITMQ_NODENAME: node,
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distributionPort),
      RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
      RABBITMQ_LOG_BASE: join(folder, 'log'),
      RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_PID_FILE: join(folder, 'pid'),
      ERL_EPMD_PORT: String(namesPort),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +S 1:1',
      ...more,
    };
  };
  const engine = await Engine.start({
    name: 'rabbit',
    // The script of Debian's /usr/sbin changes the user; this one runs as whoever calls it.
    command: '/usr/lib/rabbitmq/bin/rabbitmq-server',
    args: () => [],
    env: envOf,
    isReady: async () => {
      const connection = await amqp.connect(url, { timeout: 1000 });
      await connection.close();
    },
    startLimitMs: 60_000,
    // The daemon of Erlang names is in no group of ours.
    afterEnd: async () => {
      // It refuses while it still believes that the node lives.
      for (let tries = 1; tries <= 20 && (await isRefused(namesPort)); tries++) await pause(100);
    },
  });
  return {
    engine,
    url,
    async control(...args) {
      const env = { ...process.env, ...envOf(engine.folder) };
      return (await promisify(execFile)('/usr/lib/rabbitmq/bin/rabbitmqctl', args, { env })).stdout;
    },
    async depthOf(queues) {
      const connection = await amqp.connect(url, { timeout: 2000 });
      try {
        const channel = await connection.createChannel();
        const depths = await Promise.all(queues.map((queue) => channel.checkQueue(queue)));
        return depths.reduce((sum, { messageCount }) => sum + messageCount, 0);
      } finally {
        await connection.close();
      }
    },
  };
}
