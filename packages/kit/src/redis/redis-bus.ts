import type { FastifyBaseLogger } from 'fastify';
import type { Bus, BusListener, Unsubscribe } from '../bus.ts';
import { inSpan, traceparent } from '../tracing/spans.ts';
import { sealTrace, unsealTrace } from './traced-payload.ts';
import { RedisConnection } from './redis-connection.ts';

const prefix = 'bridges:';
/** `chat` of `chat:<id>`. */
const kindOf = (channel: string): string => channel.slice(0, Math.max(0, channel.indexOf(':')));

/**
 * Live fan-out through Redis pub/sub. Publishing never waits: what Redis does not take is lost, as a bus may.
 * The subscriptions are made anew with each connection; then listeners are told of the gap.
 */
export class RedisBus implements Bus {
  readonly #publisher: RedisConnection;
  readonly #subscriber: RedisConnection;
  readonly #listeners = new Map<string, Set<BusListener>>();
  readonly #subscribing = new Map<string, Promise<void>>();
  /** Wanted, and not said to Redis yet. */
  readonly #unheard = new Set<string>();
  readonly #gapListeners = new Set<() => void>();
  readonly #deliver = (bytes: Buffer, channel: Buffer) => {
    const name = channel.toString().slice(prefix.length);
    const { payload, trace } = unsealTrace(bytes);
    const tell = () => {
      for (const listener of this.#listeners.get(name) ?? []) listener(payload);
    };
    if (trace === undefined) tell();
    else inSpan(`deliver ${kindOf(name)}`, { kind: 'consumer', parent: trace }, tell);
  };
  #wasReady = false;

  constructor(url: string, log: FastifyBaseLogger) {
    this.#publisher = new RedisConnection(url, 'bridges-bus-publish', log);
    this.#subscriber = new RedisConnection(url, 'bridges-bus-subscribe', log);
    // The client subscribes again to all it had before it says that it is ready.
    this.#subscriber.client.on('ready', () => void this.#catchUp());
  }

  /** Resolves with the first connection. */
  async ready(): Promise<void> {
    await Promise.all([this.#publisher.ready(), this.#subscriber.ready()]);
  }

  get isReady(): boolean {
    return this.#publisher.isReady && this.#subscriber.isReady;
  }

  publish(channel: string, payload: Uint8Array): void {
    if (!this.#publisher.isReady) return;
    inSpan(`publish ${kindOf(channel)}`, { kind: 'producer' }, () => {
      const bytes = sealTrace(payload, traceparent());
      this.#publisher.client.publish(prefix + channel, bytes).catch(() => undefined);
    });
  }

  async subscribe(channel: string, listener: BusListener): Promise<Unsubscribe> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    // A function of its own for each subscription, so that the same listener may be there twice.
    const own: BusListener = (payload) => listener(payload);
    this.#listeners.set(channel, listeners.add(own));
    const subscribing = this.#subscribing.get(channel) ?? this.#subscribe(channel);
    this.#subscribing.set(channel, subscribing);
    await subscribing;
    return () => this.#drop(channel, own);
  }

  onGap(listener: () => void): Unsubscribe {
    this.#gapListeners.add(listener);
    return () => void this.#gapListeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }

  /** While Redis is away this only remembers: the channel is subscribed to when it is back, before the gap is told. */
  async #subscribe(channel: string): Promise<void> {
    await this.#subscriber
      .run((client) => client.subscribe(prefix + channel, this.#deliver, true))
      .catch(() => this.#unheard.add(channel));
  }

  async #catchUp(): Promise<void> {
    const channels = [...this.#unheard];
    this.#unheard.clear();
    await Promise.all(
      channels.filter((name) => this.#listeners.has(name)).map((name) => this.#subscribe(name)),
    );
    if (this.#wasReady) for (const listener of this.#gapListeners) listener();
    this.#wasReady = true;
  }

  #drop(channel: string, own: BusListener): void {
    const listeners = this.#listeners.get(channel);
    if (!listeners?.delete(own) || listeners.size > 0) return;
    this.#listeners.delete(channel);
    this.#subscribing.delete(channel);
    if (this.#unheard.delete(channel)) return;
    this.#subscriber.client.unsubscribe(prefix + channel, this.#deliver, true).catch(() => undefined);
  }
}
