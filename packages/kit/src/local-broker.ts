import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { Broker } from './broker.ts';
import { observeBroker } from './broker-metrics.ts';
import type { ObserveEvent } from './broker-metrics.ts';
import type { Attached } from './consume-event.ts';
import { consumeEvents } from './consume-events.ts';
import { OutboxRelay } from './outbox-relay.ts';
import type { OutboxRow } from './outbox-relay.ts';

/**
 * The one-process broker: outbox row → consumers, in this process. Rows are deleted after all consumers took
 * the event; a crash before that delivers again, and the inbox drops what was taken already.
 */
export class LocalBroker {
  readonly #attached: Attached[] = [];
  readonly #relays = new Map<string, OutboxRelay>();
  readonly #log: FastifyBaseLogger;
  readonly #observe: ObserveEvent;
  readonly #stopping = new AbortController();

  constructor(log: FastifyBaseLogger, metrics: Registry) {
    this.#log = log;
    this.#observe = observeBroker(metrics, this.#attached);
  }

  /** Makes a module's outbox read and its consumers fed. Attach all before `start`. */
  attach(module: Attached): void {
    this.#attached.push(module);
    const relay = new OutboxRelay({
      db: module.db,
      wanted: () => this.#wantedEvents(),
      deliver: async (rows) => {
        for (const run of runsOf(rows)) await this.#deliver(run);
      },
      log: this.#log.child({ outbox: module.name }),
    });
    this.#relays.set(module.name, relay);
  }

  /** The broker as one module sees it. */
  for(module: string): Broker {
    return { kick: (...committed) => this.#relays.get(module)?.kick(...committed) };
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

  async #deliver(rows: readonly [OutboxRow, ...OutboxRow[]]): Promise<void> {
    const options = { log: this.#log, signal: this.#stopping.signal, observe: this.#observe };
    const deliveries = this.#attached.flatMap((module) =>
      module.consumers
        .filter((consumer) => consumer.event === rows[0].event)
        .map(async (consumer) => {
          await consumeEvents(module, consumer, rows, options);
          this.#relays.get(module.name)?.kick();
        }),
    );
    // Nobody is left behind at work: when this has ended, all of them have.
    const failed = (await Promise.allSettled(deliveries)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}

/** Events of one kind that follow each other, without those that nobody wants. What changes the kind keeps its place. */
function runsOf(rows: readonly OutboxRow[]): [OutboxRow, ...OutboxRow[]][] {
  const runs: [OutboxRow, ...OutboxRow[]][] = [];
  for (const row of rows) {
    if (row.payload === null) continue;
    const run = runs.at(-1);
    if (run?.[0].event === row.event) run.push(row);
    else runs.push([row]);
  }
  return runs;
}
