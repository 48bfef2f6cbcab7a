import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import { cacheCounter } from '../cache.ts';
import type { Cache, CacheOptions, Caches, CountRead } from '../cache.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Longer than any load takes: who began to load before an invalidation must see it. */
const markMs = 60_000;
/** Of an invalidation that Redis did not hear: its end waits for the lifetime of what may be cached, up to this. */
const longestWaitMs = 2000;

// KEYS: value, mark, order. ARGV: the mark seen before loading, value, ttl, key, now, bound.
const store = `
  if (redis.call('get', KEYS[2]) or '') ~= ARGV[1] then return 0 end
  redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
  redis.call('zadd', KEYS[3], ARGV[5], ARGV[4])
  redis.call('pexpire', KEYS[3], ARGV[3])
  local over = redis.call('zcard', KEYS[3]) - tonumber(ARGV[6])
  if over > 0 then
    local prefix = string.sub(KEYS[1], 1, #KEYS[1] - #ARGV[4])
    for _, key in ipairs(redis.call('zrange', KEYS[3], 0, over - 1)) do
      redis.call('del', prefix .. key)
      redis.call('zrem', KEYS[3], key)
    end
  end
  return 1`;
// KEYS: value, mark, order. ARGV: ttl, key, now. What is used stays, and goes last when there is too much.
const renew = `
  redis.call('pexpire', KEYS[1], ARGV[1])
  redis.call('zadd', KEYS[3], 'xx', ARGV[3], ARGV[2])
  return redis.call('pexpire', KEYS[3], ARGV[1])`;
// KEYS: value, mark, order. ARGV: new mark, its lifetime, key.
const forget = `
  redis.call('set', KEYS[2], ARGV[1], 'px', ARGV[2])
  redis.call('zrem', KEYS[3], ARGV[3])
  return redis.call('del', KEYS[1])`;

/** Caches that all copies of a service share. Without Redis every read loads. */
export class RedisCaches implements Caches {
  readonly #redis: RedisConnection;
  readonly #count: (cache: string) => CountRead;

  constructor(redis: RedisConnection, metrics?: Registry) {
    this.#redis = redis;
    this.#count = cacheCounter(metrics);
  }

  create<Value extends object>(options: CacheOptions): Cache<Value> {
    return new RedisCache<Value>(this.#redis, options, this.#count(options.name));
  }
}

class RedisCache<Value extends object> implements Cache<Value> {
  readonly #redis: RedisConnection;
  readonly #options: CacheOptions;
  readonly #count: CountRead;
  readonly #loading = new Map<string, Promise<Value | undefined>>();
  /** Invalidated while Redis was away: never read from it until Redis has heard. */
  readonly #unheard = new Set<string>();
  #marks = 0;

  constructor(redis: RedisConnection, options: CacheOptions, count: CountRead) {
    this.#redis = redis;
    this.#options = options;
    this.#count = count;
  }

  async read(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const underWay = this.#loading.get(key);
    if (underWay) {
      this.#count('miss');
      return underWay;
    }
    const reading = this.#readShared(key, load);
    this.#loading.set(key, reading);
    return reading.finally(() => {
      if (this.#loading.get(key) === reading) this.#loading.delete(key);
    });
  }

  async invalidate(key: string): Promise<void> {
    this.#loading.delete(key);
    this.#unheard.add(key);
    try {
      await this.#tell(key);
    } catch {
      // Other copies may reach a Redis that this one does not: what they read from it has died by then.
      await pause(Math.min(this.#options.ttlMs, longestWaitMs));
      await this.#tell(key).catch(() => undefined);
    }
  }

  async #readShared(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const [valueKey, markKey] = this.#keys(key);
    let known: (string | null)[] | undefined;
    try {
      for (const unheard of this.#unheard) await this.#tell(unheard);
      known = await this.#redis.run((client) => client.mGet([valueKey, markKey]));
    } catch {
      // Without Redis there is no cache.
    }
    const [cached, mark] = known ?? [];
    this.#count(typeof cached === 'string' ? 'hit' : 'miss');
    if (typeof cached === 'string') {
      if (this.#options.isRenewedByUse === true)
        void this.#eval(renew, key, [String(this.#options.ttlMs), key, String(Date.now())]).catch(
          () => undefined,
        );
      return JSON.parse(cached) as Value;
    }
    const value = await load();
    if (value && known) await this.#store(key, mark ?? '', value).catch(() => undefined);
    return value;
  }

  async #store(key: string, mark: string, value: Value): Promise<void> {
    const { ttlMs, maxEntries } = this.#options;
    const args = [mark, JSON.stringify(value), String(ttlMs), key, String(Date.now()), String(maxEntries)];
    await this.#eval(store, key, args);
  }

  async #tell(key: string): Promise<void> {
    const mark = `${process.pid}-${Date.now()}-${this.#marks++}`;
    await this.#eval(forget, key, [mark, String(markMs), key]);
    this.#unheard.delete(key);
  }

  async #eval(script: string, key: string, args: string[]): Promise<void> {
    const keys = this.#keys(key);
    await this.#redis.run(async (client) => {
      const sha = createHash('sha1').update(script).digest('hex');
      try {
        await client.evalSha(sha, { keys, arguments: args });
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        await client.eval(script, { keys, arguments: args });
      }
    });
  }

  /** One slot of a cluster per cache: the hash tag is its name. */
  #keys(key: string): [value: string, mark: string, order: string] {
    const prefix = `bridges:{cache:${this.#options.name}}`;
    return [`${prefix}:value:${key}`, `${prefix}:mark:${key}`, `${prefix}:order`];
  }
}
