import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';

// Modules' own tables differ; outbox, inbox and dead_events are the same in all.
// eslint-disable-next-line typescript/no-explicit-any
export type AnyDatabase = Kysely<any>;

export interface OutboxRow {
  id: string | number;
  event_id: string;
  event: string;
  /** Null when nobody wants the event. */
  payload: Buffer | null;
}

const batchSize = 100;
/** The outbox is looked at this often even when nobody kicked, e.g. after a crash between commit and kick. */
const pollMs = 5000;
const retryMs = 1000;
/** Under load the outbox is read this often at most: rows gather, and the database has other things to do. */
const pauseMs = 25;
/** Inbox ids are needed only while their event may come again. */
const inboxDays = 7;

/** Empties one module's outbox, in order, one batch at a time. */
export class OutboxRelay {
  readonly #db: AnyDatabase;
  readonly #wanted: () => readonly string[];
  readonly #deliver: (row: OutboxRow) => Promise<void>;
  readonly #log: FastifyBaseLogger;
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<boolean> | undefined;
  #isKicked = false;
  #isStopped = true;
  #lastTidyMs = 0;
  #lastDrainMs = 0;

  /** @param wanted the events somebody takes: the payloads of others stay in the database */
  constructor(
    db: AnyDatabase,
    wanted: () => readonly string[],
    deliver: (row: OutboxRow) => Promise<void>,
    log: FastifyBaseLogger,
  ) {
    this.#db = db.withoutPlugins();
    this.#wanted = wanted;
    this.#deliver = deliver;
    this.#log = log;
  }

  start(): void {
    this.#isStopped = false;
    this.kick();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#draining?.catch(() => {});
  }

  kick(): void {
    this.#isKicked = true;
    if (this.#isStopped || this.#draining) return;
    this.#look(Math.max(0, this.#lastDrainMs + pauseMs - Date.now()));
  }

  /** Reads the outbox in a while, or at once. */
  #look(inMs: number): void {
    clearTimeout(this.#timer);
    if (inMs === 0) this.drainNow().catch(() => {});
    else this.#timer = setTimeout(() => this.#look(0), inMs).unref();
  }

  /** Drains until the outbox is empty. Resolves to whether there was anything in it. */
  async drainNow(): Promise<boolean> {
    if (this.#draining) {
      await this.#draining.catch(() => {});
      return true;
    }
    this.#draining = this.#drain();
    let nextLookMs = pollMs;
    try {
      return await this.#draining;
    } catch (error) {
      nextLookMs = retryMs;
      this.#log.warn({ err: error }, 'outbox could not be read');
      throw error;
    } finally {
      this.#draining = undefined;
      this.#lastDrainMs = Date.now();
      if (!this.#isStopped) this.#look(this.#isKicked ? pauseMs : nextLookMs);
    }
  }

  async #drain(): Promise<boolean> {
    let hasFound = false;
    for (;;) {
      this.#isKicked = false;
      const { rows } =
        await sql<OutboxRow>`select id, event_id, event, case when event = any(${this.#wanted()}) then payload end as payload
          from outbox order by id limit ${batchSize}`.execute(this.#db);
      for (const row of rows) if (row.payload !== null) await this.#deliver(row);
      if (rows.length > 0) {
        hasFound = true;
        await sql`delete from outbox where id = any(${rows.map((row) => row.id)})`.execute(this.#db);
      }
      if (rows.length < batchSize) break;
    }
    await this.#tidy();
    return hasFound;
  }

  async #tidy(): Promise<void> {
    if (Date.now() - this.#lastTidyMs < 3_600_000) return;
    this.#lastTidyMs = Date.now();
    await sql`delete from inbox where consumed_at < now() - make_interval(days => ${inboxDays})`.execute(
      this.#db,
    );
  }
}
