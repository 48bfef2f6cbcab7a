import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import { createRedisClient } from './redis-client.ts';
import type { RedisClient, RedisCommands } from './redis-client.ts';
import { redisMetrics } from './redis-metrics.ts';
import type { ObserveCommand } from './redis-metrics.ts';

/** A command that takes longer has failed: Redis is never worth waiting for. */
const commandMs = 1000;

/**
 * One connection to Redis, or to each node of a cluster, that comes back by itself. Starting does not wait for it: a
 * service works without Redis, only slower. Errors of the connection are logged once per outage.
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
    this.client.onError((error: unknown) => {
      if (this.#isReported) return;
      this.#isReported = true;
      log.warn({ err: error, connection: name }, 'Redis is away');
    });
    this.client.onReady(() => {
      if (!this.isReady) return;
      if (this.#isReported) log.info({ connection: name }, 'Redis is back');
      this.#isReported = false;
    });
    this.#connecting = this.client.connect();
  }

  get isReady(): boolean {
    return this.client.isReady;
  }

  /** Resolves with the first connection; tests and tools wait for it. */
  async ready(): Promise<void> {
    await this.#connecting;
  }

  /** Runs a command with a limit of its own. @throws when Redis is away or too slow */
  run<Result>(command: (commands: RedisCommands) => Promise<Result>): Promise<Result> {
    return this.inTime(() => command(this.client.commands));
  }

  /** The same for what is no command, e.g. a subscription. */
  async inTime<Result>(act: () => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = () => reject(new Error('Redis took too long'));
      // In two halves: a process that stood still itself does not blame Redis for it.
      timer = setTimeout(() => (timer = setTimeout(giveUp, commandMs / 2)), commandMs / 2);
    });
    const startedMs = performance.now();
    try {
      const answer = await Promise.race([act(), late]);
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
