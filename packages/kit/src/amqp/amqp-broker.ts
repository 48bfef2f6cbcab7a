import { setTimeout as pause } from 'node:timers/promises';
import amqp from 'amqplib';
import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage, RecoveringChannelModel } from 'amqplib';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { Broker, Consumer } from '../broker.ts';
import { observeBroker } from '../broker-metrics.ts';
import type { ObserveEvent } from '../broker-metrics.ts';
import type { Attached, DeliveredEvent } from '../consume-event.ts';
import { consumeEvents } from '../consume-events.ts';
import { kitErrors } from '../errors.ts';
import { OutboxRelay } from '../outbox-relay.ts';
import type { OutboxRow } from '../outbox-relay.ts';
import { amqpMetrics } from './amqp-metrics.ts';
import { keepDead } from './keep-dead.ts';
import { publishRows } from './publish-rows.ts';
import { declareTopology, lacksQuorum, queueName } from './topology.ts';
import type { QueueKind } from './topology.ts';
import type { Topology } from './topology.ts';

export interface AmqpBrokerOptions {
  url: string;
  topology: Topology;
  log: FastifyBaseLogger;
  metrics: Registry;
}

/** Without the broker's confirmation after this long (it is blocked, or gone) events stay in the outbox. */
const confirmMs = 10_000;
const prefetch = 50;
/** A broker that does not answer is left without good-bye. */
const closeMs = 1000;
/** A queue may have no leader yet after a crash of RabbitMQ, and its declaration no answer: the next try has. */
const setUpMs = 10_000;

/**
 * Events between services: outbox row → RabbitMQ, confirmed → consumer, acknowledged after its commit. A crash
 * anywhere delivers again, and the inbox drops what was taken. While RabbitMQ is away the outboxes grow.
 */
export class AmqpBroker {
  readonly #options: AmqpBrokerOptions;
  readonly #observe: ObserveEvent;
  readonly #metrics: ReturnType<typeof amqpMetrics>;
  readonly #attached: Attached[] = [];
  readonly #relays = new Map<string, OutboxRelay>();
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #connection: RecoveringChannelModel | undefined;
  #publisher: ConfirmChannel | undefined;
  #queues: QueueKind = 'quorum';
  /** RabbitMQ reads nothing of us: its disk or memory is short. */
  #isBlocked = false;
  readonly #channels = new Set<Channel>();

  constructor(options: AmqpBrokerOptions) {
    this.#options = options;
    this.#observe = observeBroker(options.metrics, this.#attached);
    this.#metrics = amqpMetrics(options.metrics, () => this.isReady);
  }

  attach(module: Attached): void {
    this.#attached.push(module);
    const relay = new OutboxRelay({
      db: module.db,
      deliver: (rows) => this.#publish(rows),
      canDeliver: () => this.isReady,
      isShared: true,
      log: this.#options.log.child({ outbox: module.name }),
    });
    this.#relays.set(module.name, relay);
  }

  /** The broker as one module sees it. */
  for(module: string): Broker {
    return { kick: (...committed) => this.#relays.get(module)?.kick(...committed) };
  }

  get isReady(): boolean {
    return this.#publisher !== undefined && !this.#isBlocked;
  }

  /** Does not wait for RabbitMQ: a service starts and stores without it. */
  start(): void {
    for (const relay of this.#relays.values()) relay.start();
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#relays.values()].map((relay) => relay.stop()));
    await Promise.all(this.#underWay);
    // Channel by channel: closing the connection overtakes acknowledgements that are still to be written.
    const closed = Promise.allSettled([...this.#channels].map((channel) => channel.close()));
    await Promise.race([closed, pause(closeMs, undefined, { ref: false })]);
    await this.#connection?.close().catch(() => undefined);
  }

  /** Resolves when the outboxes of this process are in RabbitMQ's hands. */
  async idle(): Promise<void> {
    for (const relay of this.#relays.values()) await relay.drainNow();
  }

  async #connect(): Promise<void> {
    const { url, log } = this.#options;
    const address = new URL(url);
    // A silent broker is noticed in two beats.
    address.searchParams.set('heartbeat', '5');
    const connection = await amqp.connect(address.href, {
      timeout: 5000,
      recovery: {
        waitForConnect: false,
        initialDelay: 100,
        maxDelay: 1000,
        setup: (model: ChannelModel) => within(setUpMs, this.#setUp(model)),
      },
    });
    this.#connection = connection;
    connection.on('error', () => undefined);
    connection.on('connect-failed', (error: unknown) =>
      log.warn({ err: error }, 'RabbitMQ could not be made ready'),
    );
    connection.on('disconnect', (error: unknown) => {
      this.#publisher = undefined;
      this.#isBlocked = false;
      log.warn({ err: error }, 'RabbitMQ is away');
    });
    connection.on('blocked', (reason) => {
      this.#isBlocked = true;
      log.warn({ reason }, 'RabbitMQ takes nothing');
    });
    connection.on('unblocked', () => {
      this.#isBlocked = false;
      log.info('RabbitMQ takes events again');
      for (const relay of this.#relays.values()) relay.kick();
    });
    if (this.#stopping.signal.aborted) await connection.close().catch(() => undefined);
  }

  /** After every connection: topology, consumers, and a channel to publish on. */
  async #setUp(model: ChannelModel): Promise<void> {
    // The recovering connection listens only once this is done; an error before that would end the process.
    model.on('error', (error: unknown) => {
      if (!lacksQuorum(error)) return;
      // It has ended the connection with that. The next one asks for what there is.
      this.#queues = 'classic';
      this.#options.log.warn('RabbitMQ has no quorum queues: events do not survive the loss of its node');
    });
    this.#channels.clear();
    const publisher = await model.createConfirmChannel();
    publisher.on('error', (error) => this.#options.log.warn({ err: error }, 'publishing channel failed'));
    // Its own queues too: the list may be that of a version which did not know them.
    const own = this.#attached.flatMap(({ name, consumers }) =>
      consumers.map((consumer) => ({ event: consumer.event, queue: `${name}.${consumer.name}` })),
    );
    await declareTopology(model, [...this.#options.topology, ...own], this.#queues);
    // Where what dies is kept comes first: from then on something may.
    for (const module of this.#attached) await this.#keepDead(model, module);
    for (const module of this.#attached)
      for (const consumer of module.consumers) await this.#listen(model, module, consumer);
    publisher.on('close', () => {
      if (this.#publisher === publisher) this.#publisher = undefined;
    });
    this.#publisher = publisher;
    for (const relay of this.#relays.values()) relay.kick();
  }

  async #listen(model: ChannelModel, module: Attached, consumer: Consumer): Promise<void> {
    const channel = await model.createChannel();
    this.#channels.add(channel);
    channel.on('error', (error) => this.#options.log.warn({ err: error }, 'consuming channel failed'));
    await channel.prefetch(prefetch);
    // In order: what comes while others are taken waits here, and is taken together then.
    const waiting: ConsumeMessage[] = [];
    let tail: Promise<void> = Promise.resolve();
    await channel.consume(queueName(`${module.name}.${consumer.name}`), (message) => {
      if (message === null) return;
      waiting.push(message);
      tail = tail.then(() => this.#take(channel, module, consumer, waiting.splice(0, consumer.mostAtOnce)));
      const current = tail;
      this.#underWay.add(current);
      void current.finally(() => this.#underWay.delete(current));
    });
  }

  async #keepDead(model: ChannelModel, module: Attached): Promise<void> {
    const { signal } = this.#stopping;
    const onFailure = (error: unknown) => {
      if (!signal.aborted) this.#options.log.warn({ err: error }, 'dead events wait');
    };
    const channel = await keepDead(model, module, { kind: this.#queues, signal, onFailure });
    if (channel) this.#channels.add(channel);
  }

  async #take(
    channel: Channel,
    module: Attached,
    consumer: Consumer,
    messages: readonly ConsumeMessage[],
  ): Promise<void> {
    const { signal } = this.#stopping;
    // What is not acknowledged comes again, here or elsewhere.
    if (messages.length === 0 || signal.aborted) return;
    try {
      const options = { log: this.#options.log, signal, observe: this.#observe };
      const outcomes = await consumeEvents(module, consumer, messages.map(rowOf), options);
      this.#relays.get(module.name)?.kick();
      for (const [index, message] of messages.entries()) {
        if (outcomes[index] === 'taken') channel.ack(message);
        else channel.reject(message, false);
      }
    } catch (error) {
      if (!signal.aborted) this.#options.log.warn({ err: error }, 'events could not be acknowledged');
    }
  }

  async #publish(rows: readonly OutboxRow[]): Promise<void> {
    const channel = this.#publisher;
    // What is written to a blocked connection waits in its socket, and would be written again at each try.
    if (!channel || this.#isBlocked) throw kitErrors.unavailable();
    try {
      await within(confirmMs, publishRows(channel, rows));
      this.#metrics.published.inc(rows.length);
    } catch (error) {
      this.#metrics.failed.inc(rows.length);
      throw error;
    }
  }
}

function rowOf({ properties, fields, content }: ConsumeMessage): DeliveredEvent {
  const trace: unknown = properties.headers?.['traceparent'];
  return {
    event_id: String(properties.messageId),
    event: fields.routingKey,
    payload: content,
    // What wrote the event, if it is traced.
    trace: typeof trace === 'string' ? trace : null,
  };
}

/** @throws AppError kit.deadline_exceeded */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(kitErrors.deadline_exceeded()), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
