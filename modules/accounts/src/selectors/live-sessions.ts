import type { Cache, Caches } from '@bridges/kit';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

interface LiveSession {
  expiresAtMs: number;
  isAdmin: boolean;
}

/**
 * Which sessions are live. Asked on every request, so it answers from a cache; whoever ends a session
 * or changes its user's role, forgets it here after the commit (G7). Ids asked for in one tick that are not cached make one query.
 */
export class LiveSessions {
  readonly #db: Reader;
  readonly #cache: Cache<LiveSession>;
  #waiting: { ids: Set<string>; found: Promise<Map<string, LiveSession>> } | undefined;

  constructor(db: Reader, caches: Caches) {
    this.#db = db;
    this.#cache = caches.create<LiveSession>({ name: 'sessions', maxEntries: 100_000, ttlMs: 60_000 });
  }

  async check(ids: readonly string[]): Promise<{ liveIds: string[]; adminIds: string[] }> {
    const sessions = await Promise.all(ids.map((id) => this.#read(id)));
    const nowMs = Date.now();
    const liveIds = ids.filter((_id, index) => (sessions[index]?.expiresAtMs ?? 0) > nowMs);
    const adminIds = ids.filter((id, index) => sessions[index]?.isAdmin && liveIds.includes(id));
    return { liveIds, adminIds };
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
      .innerJoin('users', 'users.id', 'sessions.userId')
      .select(['sessions.id', 'expiresAt', 'users.isAdmin'])
      .where('sessions.id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('endedAt', 'is', null)
      .where('users.deactivatedAt', 'is', null)
      .execute();
    return new Map(
      rows.map(({ id, expiresAt, isAdmin }) => [id, { expiresAtMs: expiresAt.getTime(), isAdmin }]),
    );
  }
}
