import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';
import type { Broker, Consumer } from './broker.ts';

// Modules' own tables differ; outbox, inbox and dead_events are the same in all.
// eslint-disable-next-line typescript/no-explicit-any
type AnyDatabase = Kysely<any>;

interface OutboxRow {
  id: string | number;
  event_id: string;
  event: string;
  payload: Buffer;
}

interface Attached {
  name: string;
  db: AnyDatabase;
  consumers: readonly Consumer[];
}

const batchSize = 100;
/** A consumer that fails this often on one event gets it parked in `dead_events`. */
const maxAttempts = 6;
/** The outbox is looked at this often even when nobody kicked, e.g. after a crash between commit and kick. */
const pollMs = 5000;
const retryMs = 1000;
/** Inbox ids are needed only while their event may come again. */
const inboxDays = 7;

/**
 * The one-process broker: outbox row → consumers, in this process. Rows are deleted after all consumers took
 * the event; a crash before that delivers again, and the inbox drops what was taken already.
 */
export class LocalBroker {
  readonly #attached: Attached[] = [];
  readonly #relays = new Map<string, Relay>();
  readonly #log: FastifyBaseLogger;

  constructor(log: FastifyBaseLogger) {
    this.#log = log;
  }

  /** Makes a module's outbox read and its consumers fed. Attach all before `start`. */
  attach(module: Attached): void {
    this.#attached.push(module);
    this.#relays.set(
      module.name,
      new Relay(module.db, (row) => this.#deliver(row), this.#log.child({ outbox: module.name })),
    );
  }

  /** The broker as one module sees it. */
  for(module: string): Broker {
    return { kick: () => this.#relays.get(module)?.kick() };
  }

  start(): void {
    for (const relay of this.#relays.values()) relay.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#relays.values()].map((relay) => relay.stop()));
  }

  /** Resolves when every outbox is empty and nothing is being delivered. */
  async idle(): Promise<void> {
    // Consumers write outboxes of their own, so one quiet pass over all is what counts.
    for (let isQuiet = false; !isQuiet;) {
      isQuiet = true;
      for (const relay of this.#relays.values()) if (await relay.drainNow()) isQuiet = false;
    }
  }

  async #deliver(row: OutboxRow): Promise<void> {
    const takers = this.#attached.flatMap((module) =>
      module.consumers
        .filter((consumer) => consumer.event === row.event)
        .map((consumer) => ({ module, consumer })),
    );
    await Promise.all(takers.map(({ module, consumer }) => this.#consume(module, consumer, row)));
  }

  async #consume(module: Attached, consumer: Consumer, row: OutboxRow): Promise<void> {
    const name = `${module.name}.${consumer.name}`;
    for (let attempt = 1; ; attempt++) {
      try {
        const afterCommit = await module.db.transaction().execute(async (trx) => {
          const taken =
            await sql`insert into inbox (consumer, event_id) values (${name}, ${row.event_id}) on conflict do nothing`.execute(
              trx,
            );
          return taken.numAffectedRows === 1n ? consumer.handle(trx, row.payload) : undefined;
        });
        afterCommit?.();
        this.#relays.get(module.name)?.kick();
        return;
      } catch (error) {
        this.#log.warn({ err: error, consumer: name, event: row.event, attempt }, 'consumer failed');
        if (attempt >= maxAttempts) {
          await this.#park(module, name, row, attempt, error);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
      }
    }
  }

  /** Keeps an event that a consumer can't take; throws while the database is away, so the row stays in the outbox. */
  async #park(
    module: Attached,
    consumer: string,
    row: OutboxRow,
    attempts: number,
    error: unknown,
  ): Promise<void> {
    const reason = error instanceof Error ? error.message.slice(0, 1000) : 'unknown';
    await sql`insert into dead_events (consumer, event_id, event, payload, error, attempts)
      values (${consumer}, ${row.event_id}, ${row.event}, ${row.payload}, ${reason}, ${attempts})
      on conflict do nothing`.execute(module.db);
    this.#log.error({ consumer, event: row.event }, 'event parked in dead_events');
  }
}

/** Empties one module's outbox, in order, one batch at a time. */
class Relay {
  readonly #db: AnyDatabase;
  readonly #deliver: (row: OutboxRow) => Promise<void>;
  readonly #log: FastifyBaseLogger;
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<boolean> | undefined;
  #isKicked = false;
  #isStopped = true;
  #lastTidyMs = 0;

  constructor(db: AnyDatabase, deliver: (row: OutboxRow) => Promise<void>, log: FastifyBaseLogger) {
    this.#db = db.withoutPlugins();
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
    this.drainNow().catch(() => {});
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
      clearTimeout(this.#timer);
      if (!this.#isStopped)
        this.#timer = setTimeout(() => this.kick(), this.#isKicked ? 0 : nextLookMs).unref();
    }
  }

  async #drain(): Promise<boolean> {
    let hasFound = false;
    for (;;) {
      this.#isKicked = false;
      const { rows } =
        await sql<OutboxRow>`select id, event_id, event, payload from outbox order by id limit ${batchSize}`.execute(
          this.#db,
        );
      for (const row of rows) await this.#deliver(row);
      if (rows.length > 0) {
        hasFound = true;
        await sql`delete from outbox where id = any(${rows.map((row) => row.id)})`.execute(this.#db);
      }
      if (rows.length < batchSize && !this.#isKicked) break;
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
