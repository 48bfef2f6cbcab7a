import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { kitErrors } from './errors.ts';

export interface RateLimitOptions {
  name: string;
  /** This many points … */
  points: number;
  /** … per this many seconds. */
  perSeconds: number;
  /** Once used up, refuse for this long instead of until the window ends. */
  blockSeconds?: number;
}

/** Counts acts by key (an account, an address) and refuses too many. */
export interface RateLimit {
  /** @throws AppError kit.rate_limited with `retryAfterMs` */
  consume(key: string, points?: number): Promise<void>;
  /** Forgets the key, e.g. after a right password. */
  reset(key: string): Promise<void>;
}

export interface RateLimits {
  create(options: RateLimitOptions): RateLimit;
}

/** The one-process implementation. */
export class MemoryRateLimits implements RateLimits {
  create(options: RateLimitOptions): RateLimit {
    const limiter = new RateLimiterMemory({
      keyPrefix: options.name,
      points: options.points,
      duration: options.perSeconds,
      ...(options.blockSeconds === undefined ? {} : { blockDuration: options.blockSeconds }),
    });
    return {
      async consume(key, points = 1) {
        try {
          await limiter.consume(key, points);
        } catch (refusal) {
          if (refusal instanceof RateLimiterRes)
            throw kitErrors.rate_limited({ retryAfterMs: refusal.msBeforeNext });
          throw refusal;
        }
      },
      async reset(key) {
        await limiter.delete(key);
      },
    };
  }
}
