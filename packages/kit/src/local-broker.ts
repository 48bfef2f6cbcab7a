import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Broker, Consumer } from './broker.ts';
import { AppError } from './errors.ts';
import { OutboxRelay } from './outbox-relay.ts';
import type { AnyDatabase, OutboxRow } from './outbox-relay.ts';

interface Attached {
  name: string;
  db: AnyDatabase;
  consumers: readonly Consumer[];
}

/** A consumer that refuses an event this often gets it parked in `dead_events`. */
const maxRefusals = 6;
const longestPauseMs = 2000;

/**
 * The one-process broker: outbox row → consumers, in this process. Rows are deleted after all consumers took
 * the event; a crash before that delivers again, and the inbox drops what was taken already.
 */
export class LocalBroker {
  readonly #attached: Attached[] = [];
  readonly #relays = new Map<string, OutboxRelay>();
  readonly #log: FastifyBaseLogger;
  readonly #stopping = new AbortController();

  constructor(log: FastifyBaseLogger, metrics: Registry) {
    this.#log = log;
    observe(
      metrics,
      this.#attached,
      'bridges_outbox_waiting',
      'Events not yet taken by all consumers.',
      'outbox',
    );
    observe(
      metrics,
      this.#attached,
      'bridges_dead_events',
      'Events a consumer could not take.',
      'dead_events',
    );
  }

  /** Makes a module's outbox read and its consumers fed. Attach all before `start`. */
  attach(module: Attached): void {
    this.#attached.push(module);
    this.#relays.set(
      module.name,
      new OutboxRelay(
        module.db,
        () => this.#wantedEvents(),
        (row) => this.#deliver(row),
        this.#log.child({ outbox: module.name }),
      ),
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
    this.#stopping.abort();
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

  #wantedEvents(): string[] {
    return this.#attached.flatMap(({ consumers }) => consumers.map(({ event }) => event));
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
    for (let attempt = 1, refusals = 0; ; attempt++) {
      try {
        const afterCommit = await module.db.transaction().execute(async (trx) => {
          const taken =
            await sql`insert into inbox (consumer, event_id) values (${name}, ${row.event_id}) on conflict do nothing`.execute(
              trx,
            );
          return taken.numAffectedRows === 1n && row.payload ? consumer.handle(trx, row.payload) : undefined;
        });
        afterCommit?.();
        this.#relays.get(module.name)?.kick();
        return;
      } catch (error) {
        this.#log.warn({ err: error, consumer: name, event: row.event, attempt }, 'consumer failed');
        if (!isTransient(error) && ++refusals >= maxRefusals) {
          await this.#park(module, name, row, attempt, error);
          return;
        }
        // A stop leaves the event in the outbox.
        await pause(Math.min(50 * 2 ** attempt, longestPauseMs), undefined, {
          signal: this.#stopping.signal,
        });
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

/** Will pass by itself: somebody is away, or two transactions were in each other's way. SQLSTATE classes and socket errors. */
function isTransient(error: unknown): boolean {
  if (error instanceof AppError) return error.isRetryable;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(08|40|53|55|57|ECONN|ENOENT|EPIPE)/.test(code);
}

/** A gauge that counts a table of every attached module when it is asked. */
function observe(
  metrics: Registry,
  attached: readonly Attached[],
  name: string,
  help: string,
  table: string,
): void {
  new Gauge({
    name,
    help,
    labelNames: ['module'],
    registers: [metrics],
    async collect() {
      for (const { name: module, db } of attached) {
        const counted = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`
          .execute(db)
          .catch(() => undefined);
        if (counted) this.set({ module }, Number(counted.rows[0]?.count));
      }
    },
  });
}
