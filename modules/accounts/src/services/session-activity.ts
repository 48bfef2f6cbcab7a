import { sql } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';
import { isUuid } from '../selectors/users-by-id.ts';
import type { Db } from '../tables/database.ts';

/**
 * When sessions were last used, collected in memory and written now and then in one statement. Best
 * effort (G9): a crash loses what was not written yet.
 */
export class SessionActivity {
  readonly #db: Db;
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  readonly #intervalMs: number;
  #usedAtMs = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(db: Db, log: Pick<FastifyBaseLogger, 'warn'>, intervalMs: number) {
    this.#db = db;
    this.#log = log;
    this.#intervalMs = intervalMs;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), this.#intervalMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  touch(sessionId: string, usedAtMs: number): void {
    if (!isUuid(sessionId)) return;
    const known = this.#usedAtMs.get(sessionId) ?? 0;
    const bounded = Math.min(usedAtMs, Date.now());
    if (bounded > known) this.#usedAtMs.set(sessionId, bounded);
  }

  /** Writes what was collected; never rejects. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    if (this.#usedAtMs.size === 0) return;
    const uses = this.#usedAtMs;
    this.#usedAtMs = new Map();
    const ids = [...uses.keys()];
    const times = [...uses.values()].map((ms) => new Date(ms).toISOString());
    try {
      // Rows that somebody else is changing are skipped: this must never wait, nor make a sign-out wait.
      await sql`
        with used as (
          select * from unnest(${ids}::uuid[], ${times}::timestamptz[]) as used (session_id, used_at)
        ), locked as (
          select sessions.id, sessions.user_id, used.used_at
          from sessions join used on used.session_id = sessions.id
          where sessions.ended_at is null
          for no key update of sessions skip locked
        ), touched as (
          update sessions set last_used_at = greatest(sessions.last_used_at, locked.used_at)
          from locked where sessions.id = locked.id
          returning locked.user_id, locked.used_at
        ), seen as (
          select users.id, (select max(touched.used_at) from touched where touched.user_id = users.id) as seen_at
          from users where users.id in (select user_id from touched)
          for no key update of users skip locked
        )
        update users set last_seen_at = greatest(users.last_seen_at, seen.seen_at)
        from seen where users.id = seen.id`.execute(this.#db);
    } catch (error) {
      this.#log.warn({ err: error, count: ids.length }, 'last use of sessions was not written');
    }
  }
}
