import { LRUCache } from 'lru-cache';

/**
 * A cache with a name, a bound and a lifetime. Never the only copy of anything. `read` loads once for
 * concurrent readers of a key; whoever changes the truth invalidates in the same act, after the commit.
 */
export interface Cache<Value extends object> {
  /** The cached value, or what `load` finds (a missing value is not cached). */
  read(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  invalidate(key: string): Promise<void>;
}

export interface CacheOptions {
  name: string;
  maxEntries: number;
  ttlMs: number;
}

export interface Caches {
  create<Value extends object>(options: CacheOptions): Cache<Value>;
}

/** The one-process implementation: bounded memory. */
export class MemoryCaches implements Caches {
  create<Value extends object>(options: CacheOptions): Cache<Value> {
    return new MemoryCache<Value>(options);
  }
}

class MemoryCache<Value extends object> implements Cache<Value> {
  readonly #entries: LRUCache<string, Value>;
  readonly #loading = new Map<string, Promise<Value | undefined>>();

  constructor(options: CacheOptions) {
    this.#entries = new LRUCache({ max: options.maxEntries, ttl: options.ttlMs });
  }

  async read(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const cached = this.#entries.get(key);
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
