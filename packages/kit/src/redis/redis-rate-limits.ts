import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { kitErrors } from '../errors.ts';
import type { RateLimit, RateLimitOptions, RateLimits } from '../limits.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Limits that all copies count together. Without Redis each copy counts for itself. */
export class RedisRateLimits implements RateLimits {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  create(options: RateLimitOptions): RateLimit {
    const common = {
      points: options.points,
      duration: options.perSeconds,
      ...(options.blockSeconds === undefined ? {} : { blockDuration: options.blockSeconds }),
    };
    const alone = new RateLimiterMemory({ ...common, keyPrefix: options.name });
    const together = new RateLimiterRedis({
      ...common,
      keyPrefix: `bridges:limit:${options.name}`,
      storeClient: this.#redis.client.commands,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    });
    return {
      consume: async (key, points = 1) => {
        try {
          await this.#redis
            .run(() => together.consume(key, points))
            .catch((failure: unknown) => {
              if (failure instanceof RateLimiterRes) throw failure;
              return alone.consume(key, points);
            });
        } catch (refusal) {
          if (refusal instanceof RateLimiterRes)
            throw kitErrors.rate_limited({ retryAfterMs: refusal.msBeforeNext });
          throw refusal;
        }
      },
      reset: async (key) => {
        await alone.delete(key);
        await this.#redis.run(() => together.delete(key)).catch(() => undefined);
      },
    };
  }
}
