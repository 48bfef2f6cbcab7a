import { createClient } from '@redis/client';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import { redisMetrics } from './redis-metrics.ts';
import type { ObserveCommand } from './redis-metrics.ts';

/** A command that takes longer has failed: Redis is never worth waiting for. */
const commandMs = 1000;
/** A connection on which nothing came for this long is given up; pings keep a healthy one talking. */
const silenceMs = 4000;
const pingMs = 1000;
const longestPauseMs = 1000;

export type RedisClient = ReturnType<typeof createRedisClient>;

function createRedisClient(url: string, name: string) {
  return createClient({
    url,
    name,
    RESP: 2,
    pingInterval: pingMs,
    // What is asked while there is no connection fails at once: callers go on without Redis.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2000,
      socketTimeout: silenceMs,
      reconnectStrategy: (retries) => Math.min(longestPauseMs, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
    },
  });
}

/**
 * One connection to Redis that comes back by itself. Starting does not wait for it: a service works without
 * Redis, only slower. Errors of the connection are logged once per outage.
 */
export class RedisConnection {
  readonly client: RedisClient;
  readonly #connecting: Promise<unknown>;
  readonly #observe: ObserveCommand | undefined;
  #isReported = false;

  /** `metrics`: of the one connection per process that they are about. */
  constructor(url: string, name: string, log: FastifyBaseLogger, metrics?: Registry) {
    this.#observe = metrics && redisMetrics(metrics, () => this.isReady);
    this.client = createRedisClient(url, name);
    this.client.on('error', (error: unknown) => {
      if (this.#isReported) return;
      this.#isReported = true;
      log.warn({ err: error, connection: name }, 'Redis is away');
    });
    this.client.on('ready', () => {
      if (this.#isReported) log.info({ connection: name }, 'Redis is back');
      this.#isReported = false;
    });
    this.#connecting = this.client.connect().catch(() => undefined);
  }

  get isReady(): boolean {
    return this.client.isReady;
  }

  /** Resolves with the first connection; tests and tools wait for it. */
  async ready(): Promise<void> {
    await this.#connecting;
  }

  /** Runs a command with a limit of its own. @throws when Redis is away or too slow */
  async run<Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Redis took too long')), commandMs);
    });
    const startedMs = performance.now();
    try {
      const answer = await Promise.race([command(this.client), late]);
      this.#observe?.('ok', startedMs);
      return answer;
    } catch (error) {
      this.#observe?.('failed', startedMs);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.client.destroy();
  }
}
