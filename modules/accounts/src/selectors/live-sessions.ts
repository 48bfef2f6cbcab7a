import type { Cache, Caches } from '@bridges/kit';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

interface LiveSession {
  expiresAtMs: number;
}

/**
 * Which sessions are live. Asked on every request, so it answers from a cache; whoever ends a session
 * forgets it here after the commit (G7). Ids asked for in one tick that are not cached make one query.
 */
export class LiveSessions {
  readonly #db: Reader;
  readonly #cache: Cache<LiveSession>;
  #waiting: { ids: Set<string>; found: Promise<Map<string, LiveSession>> } | undefined;

  constructor(db: Reader, caches: Caches) {
    this.#db = db;
    this.#cache = caches.create<LiveSession>({ name: 'sessions', maxEntries: 100_000, ttlMs: 60_000 });
  }

  async filter(ids: readonly string[]): Promise<string[]> {
    const sessions = await Promise.all(ids.map((id) => this.#read(id)));
    const nowMs = Date.now();
    return ids.filter((_id, index) => (sessions[index]?.expiresAtMs ?? 0) > nowMs);
  }

  async forget(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#cache.invalidate(id)));
  }

  async #read(id: string): Promise<LiveSession | undefined> {
    return isUuid(id) ? this.#cache.read(id, () => this.#load(id)) : undefined;
  }

  async #load(id: string): Promise<LiveSession | undefined> {
    this.#waiting ??= this.#openBatch();
    this.#waiting.ids.add(id);
    return (await this.#waiting.found).get(id);
  }

  #openBatch() {
    const ids = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#waiting = undefined;
      return this.#query([...ids]);
    });
    return { ids, found };
  }

  async #query(ids: readonly string[]): Promise<Map<string, LiveSession>> {
    const rows = await this.#db
      .selectFrom('sessions')
      .select(['id', 'expiresAt'])
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('endedAt', 'is', null)
      .execute();
    return new Map(rows.map((row) => [row.id, { expiresAtMs: row.expiresAt.getTime() }]));
  }
}
