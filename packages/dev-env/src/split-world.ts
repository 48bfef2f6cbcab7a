import { eventQueues } from '@bridges/contracts/event-queues';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startNginx } from './engines/nginx.ts';
import type { NginxEngine, Upstreams } from './engines/nginx.ts';
import { startRabbit } from './engines/rabbit.ts';
import type { RabbitEngine } from './engines/rabbit.ts';
import { startRedis } from './engines/redis.ts';
import type { RedisEngine } from './engines/redis.ts';
import { freePort } from './engines/free-port.ts';
import { startTcpProxy } from './engines/tcp-proxy.ts';
import type { TcpProxy } from './engines/tcp-proxy.ts';
import { ServerProcess } from './server-process.ts';
import { createTestDatabases } from './test-databases.ts';

export type ServiceName = 'accounts' | 'groups' | 'messages' | 'files' | 'notifications' | 'gateway' | 'web';

/** Two of those that bear the load, one of each other. */
const usualCopies: Record<ServiceName, number> = {
  accounts: 1,
  groups: 1,
  messages: 2,
  files: 1,
  notifications: 1,
  gateway: 2,
  web: 1,
};
const names = Object.keys(usualCopies) as ServiceName[];
const serviceCredential = 'the credential of this installation, for tests';

export interface SplitOptions {
  /** Puts a proxy before Redis, RabbitMQ and every service's RPC, so that they can be cut off one way at a time. */
  isProxied?: boolean;
  /** How many processes of a service, where it is not the usual number. */
  copies?: Partial<Record<ServiceName, number>>;
  /** More of the environment of every service. A `REDIS_URL` in it is used instead of a Redis of its own. */
  env?: Record<string, string>;
}

/**
 * The same Bridges as separate services: each a process of its own, on a Redis, a RabbitMQ and an nginx of its
 * own and databases on the given PostgreSQL. All of it ends with it.
 */
export class SplitWorld implements AsyncDisposable {
  readonly redis: RedisEngine;
  readonly rabbit: RabbitEngine;
  readonly nginx: NginxEngine;
  readonly services: Record<ServiceName, ServerProcess[]>;
  /** What stands before `redis`, `rabbit` and each service's RPC, if asked for. */
  readonly proxies: Record<string, TcpProxy[]>;
  readonly databases: Record<string, string>;
  /** What services show each other. */
  readonly credential = serviceCredential;
  readonly #rpc: Record<string, string>;
  /** Pids of services that were stopped by a signal, for who asks them. */
  readonly frozen = new Set<number>();
  readonly #stack: AsyncDisposableStack;

  private constructor(parts: {
    redis: RedisEngine;
    rabbit: RabbitEngine;
    nginx: NginxEngine;
    services: Record<ServiceName, ServerProcess[]>;
    proxies: Record<string, TcpProxy[]>;
    databases: Record<string, string>;
    rpc: Record<string, string>;
    stack: AsyncDisposableStack;
  }) {
    this.redis = parts.redis;
    this.rabbit = parts.rabbit;
    this.nginx = parts.nginx;
    this.services = parts.services;
    this.proxies = parts.proxies;
    this.databases = parts.databases;
    this.#rpc = parts.rpc;
    this.#stack = parts.stack;
  }

  /** Where people reach it. */
  get url(): string {
    return this.nginx.url;
  }

  /** Where the others reach the copies of a service. */
  rpcAddressesOf(name: ServiceName): string[] {
    return this.#rpc[`${name.toUpperCase()}_RPC`]?.split(',') ?? [];
  }

  /** Events that no consumer has yet: in outboxes and in RabbitMQ. */
  async waiting(): Promise<number> {
    const outboxes = await Promise.all(Object.values(this.databases).map(countOutbox));
    const queues = eventQueues.map(({ queue }) => `bridges.${queue}`);
    return outboxes.reduce((sum, count) => sum + count, await this.rabbit.depthOf(queues));
  }

  /** nginx reads its configuration again; the copies are the same. */
  reloadNginx(): Promise<void> {
    return this.nginx.reload(upstreamsOf(this.services));
  }

  static async start(postgresUrl: string, options: SplitOptions = {}): Promise<SplitWorld> {
    await using stack = new AsyncDisposableStack();
    const databases = await createTestDatabases(postgresUrl);
    stack.defer(() => databases.drop());
    const dataDir = await mkdtemp(join(tmpdir(), 'bridges-split-'));
    stack.defer(() => rm(dataDir, { recursive: true, force: true }));
    const [redis, rabbit] = await Promise.all([startRedis(), startRabbit()]);
    stack.use(redis.engine);
    stack.use(rabbit.engine);

    const proxies: Record<string, TcpProxy[]> = {};
    const reachedAt = async (name: string, port: number): Promise<number> => {
      if (options.isProxied !== true) return port;
      const proxy = stack.use(await startTcpProxy(port));
      (proxies[name] ??= []).push(proxy);
      return proxy.port;
    };
    const through = async (name: string, url: string): Promise<string> => {
      const address = new URL(url);
      address.port = String(await reachedAt(name, Number(address.port)));
      return address.href.replace(/\/$/, '');
    };

    const services = {} as Record<ServiceName, ServerProcess[]>;
    const rpc: Record<string, string> = {};
    const plans: { name: ServiceName; rpcPort: number }[] = [];
    for (const name of names) {
      const count = options.copies?.[name] ?? usualCopies[name];
      const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
      for (const rpcPort of ports) plans.push({ name, rpcPort });
      if (name === 'web') continue;
      const reached = await Promise.all(ports.map((port) => reachedAt(name, port)));
      rpc[`${name.toUpperCase()}_RPC`] = reached.map((port) => `127.0.0.1:${port}`).join(',');
    }
    const common = {
      ...databases.env,
      ...rpc,
      DATA_DIR: dataDir,
      REDIS_URL: await through('redis', redis.url),
      RABBITMQ_URL: await through('rabbit', rabbit.url),
      SERVICE_CREDENTIAL: serviceCredential,
      TRUST_PROXY: 'loopback',
      HOST: '127.0.0.1',
      ...options.env,
    };
    for (const { name, rpcPort } of plans) {
      const env = { ...common, SERVICES: name, RPC_PORT: String(rpcPort) };
      const service = await ServerProcess.prepare({ env });
      (services[name] ??= []).push(service);
      stack.use(service);
    }
    const nginx = await startNginx(upstreamsOf(services));
    stack.use(nginx.engine);
    for (const service of Object.values(services).flat()) service.setPublicUrl(nginx.url);
    // One after the other: their start costs a core each.
    for (const name of names) await Promise.all(services[name].map((service) => service.run()));
    return new SplitWorld({
      redis,
      rabbit,
      nginx,
      services,
      proxies,
      databases: databases.env,
      rpc,
      stack: stack.move(),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
  }
}

const upstreamsOf = (services: Record<ServiceName, ServerProcess[]>): Upstreams =>
  Object.fromEntries(names.map((name) => [name, services[name].map(({ port }) => `127.0.0.1:${port}`)]));

async function countOutbox(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>('select count(*) as count from outbox');
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}
