import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';
import type { CommittedEvent } from './broker.ts';
import { CommittedEvents } from './committed-events.ts';
import { outsideRequests } from './tracing/request-id.ts';

// Modules' own tables differ; outbox, inbox and dead_events are the same in all.
// eslint-disable-next-line typescript/no-explicit-any
export type AnyDatabase = Kysely<any>;

export interface OutboxRow {
  id: string | number;
  event_id: string;
  event: string;
  /** Null when nobody wants the event. */
  payload: Buffer | null;
  /** W3C traceparent of what wrote it, if it is traced. */
  trace: string | null;
}

const batchSize = 100;
/** The outbox is looked at this often even when nobody kicked, e.g. after a crash between commit and kick. */
const pollMs = 5000;
const retryMs = 1000;
/** Under load the outbox is read this often at most: rows gather, and the database has other things to do. */
const pauseMs = 25;
/** Taking what was found last time may cost more than that: then events gather this many times as long, */
const rest = 4;
/** but never longer than people notice. */
const longestPauseMs = 200;
/** Inbox ids are needed only while their event may come again. */
const inboxDays = 7;

/** Another copy reads the outbox now: what came after its last look is looked for this soon. */
const sharedRetryMs = 50;

export interface OutboxRelayOptions {
  db: AnyDatabase;
  /** The events somebody takes: the payloads of others stay in the database. Absent: all of them. */
  wanted?: () => readonly string[];
  /** Resolves when the rows are in other hands; they are deleted then. Rejects: they come again. */
  deliver: (rows: readonly OutboxRow[]) => Promise<void>;
  /** False: nobody would take the rows, so the outbox is left alone until there is a kick or a while has passed. */
  canDeliver?: () => boolean;
  /** Several processes read this outbox: one at a time does, or events would change their order. */
  isShared?: boolean;
  log: FastifyBaseLogger;
}

/** Empties one module's outbox, in order, one batch at a time. */
export class OutboxRelay {
  readonly #db: AnyDatabase;
  readonly #options: OutboxRelayOptions;
  readonly #log: FastifyBaseLogger;
  readonly #committed = new CommittedEvents();
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<boolean> | undefined;
  #isKicked = false;
  /** Another copy may be at it: then the next look comes at its own time. */
  #isOthers = false;
  #restMs = pauseMs;
  #isStopped = true;
  #lastTidyMs = 0;
  #lastDrainMs = 0;

  constructor(options: OutboxRelayOptions) {
    this.#db = options.db.withoutPlugins();
    this.#options = options;
    this.#log = options.log;
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

  kick(...committed: readonly CommittedEvent[]): void {
    for (const event of committed) this.#committed.keep(event);
    this.#isKicked = true;
    if (this.#isStopped || this.#draining || !this.#canDeliver()) return;
    this.#look(Math.max(0, this.#lastDrainMs + this.#restMs - Date.now()));
  }

  /** Reads the outbox in a while, or at once. */
  #look(inMs: number): void {
    clearTimeout(this.#timer);
    if (inMs === 0 && this.#canDeliver()) outsideRequests(() => void this.drainNow().catch(() => {}));
    else if (inMs === 0) this.#look(pollMs);
    else this.#timer = outsideRequests(() => setTimeout(() => this.#look(0), inMs).unref());
  }

  get #kickedMs(): number {
    return this.#isOthers ? sharedRetryMs : this.#restMs;
  }

  #canDeliver(): boolean {
    return this.#options.canDeliver?.() ?? true;
  }

  /** Drains until the outbox is empty. Resolves to whether there was anything in it. */
  async drainNow(): Promise<boolean> {
    if (this.#draining) {
      await this.#draining.catch(() => {});
      return true;
    }
    const startedMs = Date.now();
    this.#draining = this.#drain();
    let nextLookMs = pollMs;
    try {
      return await this.#draining;
    } catch (error) {
      nextLookMs = retryMs;
      if (!this.#isStopped) this.#log.warn({ err: error }, 'outbox could not be read');
      throw error;
    } finally {
      this.#draining = undefined;
      this.#lastDrainMs = Date.now();
      this.#restMs = Math.min(Math.max(pauseMs, rest * (this.#lastDrainMs - startedMs)), longestPauseMs);
      if (!this.#isStopped) this.#look(this.#isKicked ? this.#kickedMs : nextLookMs);
    }
  }

  async #drain(): Promise<boolean> {
    let hasFound = false;
    for (;;) {
      this.#isKicked = false;
      const count = await (this.#options.isShared === true ? this.#shareBatch() : this.#batch(this.#db));
      if (count > 0) hasFound = true;
      if (count < batchSize) break;
    }
    await this.#tidy();
    return hasFound;
  }

  /** One batch under a lock that the copies of the module share; the transaction holds it to the end of the batch. */
  #shareBatch(): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const { rows } = await sql<{
        isMine: boolean;
      }>`select pg_try_advisory_xact_lock(7271, 1) as "isMine"`.execute(trx);
      this.#isOthers = rows[0]?.isMine !== true;
      if (!this.#isOthers) return this.#batch(trx);
      this.#isKicked = true;
      // Whoever reads it delivers what we hand over, too: kept until our turn, it would only take room.
      this.#committed.age();
      return 0;
    });
  }

  async #batch(db: AnyDatabase): Promise<number> {
    const { rows } = await sql<Omit<OutboxRow, 'payload'>>`
      select id, event_id, event, trace from outbox order by id limit ${batchSize}`.execute(db);
    const payloads = await this.#payloadsOf(db, rows);
    if (rows.length < batchSize) this.#committed.age();
    if (rows.length === 0) return 0;
    await this.#options.deliver(rows.map((row) => ({ ...row, payload: payloads.get(row.event_id) ?? null })));
    await sql`delete from outbox where id = any(${rows.map(({ id }) => id)})`.execute(db);
    return rows.length;
  }

  /** Of those that are wanted; by now also what was committed while the outbox was read has been handed over. */
  async #payloadsOf(
    db: AnyDatabase,
    rows: readonly Omit<OutboxRow, 'payload'>[],
  ): Promise<Map<string, Buffer>> {
    const wanted = this.#options.wanted?.();
    const payloads = new Map<string, Buffer>();
    const missing: OutboxRow['id'][] = [];
    for (const { id, event_id: eventId, event } of rows) {
      const known = this.#committed.take(eventId);
      if (wanted && !wanted.includes(event)) continue;
      if (known) payloads.set(eventId, known);
      else missing.push(id);
    }
    if (missing.length === 0) return payloads;
    const read = await sql<{ event_id: string; payload: Buffer }>`
      select event_id, payload from outbox where id = any(${missing})`.execute(db);
    for (const { event_id: eventId, payload } of read.rows) payloads.set(eventId, payload);
    return payloads;
  }

  async #tidy(): Promise<void> {
    if (Date.now() - this.#lastTidyMs < 3_600_000) return;
    this.#lastTidyMs = Date.now();
    await sql`delete from inbox where consumed_at < now() - make_interval(days => ${inboxDays})`.execute(
      this.#db,
    );
  }
}
