import { LRUCache } from 'lru-cache';
import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

/**
 * A cache with a name, a bound and a lifetime. Never the only copy of anything. Values are plain JSON data, which
 * nobody changes. `read` loads once for concurrent readers of a key; whoever changes the truth invalidates in the
 * same act, after the commit.
 */
export interface Cache<Value extends object> {
  /** The cached value, or what `load` finds (a missing value is not cached). */
  read(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** From its end on nobody reads what was cached before it, nor what was being loaded then. */
  invalidate(key: string): Promise<void>;
}

export interface CacheOptions {
  name: string;
  maxEntries: number;
  ttlMs: number;
  /** Reading a value begins its lifetime anew. */
  isRenewedByUse?: boolean;
}

export interface Caches {
  create<Value extends object>(options: CacheOptions): Cache<Value>;
}

/** Counts hits and misses of one cache: `bridges_cache_reads_total{cache,result}`. */
export type CountRead = (result: 'hit' | 'miss') => void;

/** Makes the counter of each cache of this registry. */
export function cacheCounter(metrics: Registry | undefined): (cache: string) => CountRead {
  if (metrics === undefined) return () => () => {};
  const name = 'bridges_cache_reads_total';
  const counter =
    (metrics.getSingleMetric(name) as Counter | undefined) ??
    new Counter({
      name,
      help: 'Reads of a cache: a hit was answered from it, a miss was loaded.',
      labelNames: ['cache', 'result'],
      registers: [metrics],
    });
  return (cache) => (result) => counter.inc({ cache, result });
}

/** The one-process implementation: bounded memory. */
export class MemoryCaches implements Caches {
  readonly #count: (cache: string) => CountRead;

  constructor(metrics?: Registry) {
    this.#count = cacheCounter(metrics);
  }

  create<Value extends object>(options: CacheOptions): Cache<Value> {
    return new MemoryCache<Value>(options, this.#count(options.name));
  }
}

class MemoryCache<Value extends object> implements Cache<Value> {
  readonly #entries: LRUCache<string, Value>;
  readonly #loading = new Map<string, Promise<Value | undefined>>();
  readonly #count: CountRead;

  constructor(options: CacheOptions, count: CountRead) {
    this.#entries = new LRUCache({
      max: options.maxEntries,
      ttl: options.ttlMs,
      updateAgeOnGet: options.isRenewedByUse ?? false,
    });
    this.#count = count;
  }

  async read(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const cached = this.#entries.get(key);
    this.#count(cached ? 'hit' : 'miss');
    if (cached) return cached;
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    const loading = load();
    this.#loading.set(key, loading);
    try {
      const value = await loading;
      // An invalidation while loading took the key out of #loading: what was read may be stale then.
      if (value && this.#loading.get(key) === loading) this.#entries.set(key, value);
      return value;
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    }
  }

  async invalidate(key: string): Promise<void> {
    this.#entries.delete(key);
    this.#loading.delete(key);
  }
}
