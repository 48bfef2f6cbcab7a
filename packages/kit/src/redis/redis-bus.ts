import type { FastifyBaseLogger } from 'fastify';
import type { Bus, BusListener, Unsubscribe } from '../bus.ts';
import { inSpan, traceparent } from '../tracing/spans.ts';
import { sealTrace, unsealTrace } from './traced-payload.ts';
import { RedisConnection } from './redis-connection.ts';

const prefix = 'bridges:';
/** `chat` of `chat:<id>`. */
const kindOf = (channel: string): string => channel.slice(0, Math.max(0, channel.indexOf(':')));

/** A subscription that Redis did not take, though it is there, is tried again after this. */
const againMs = 1000;

/**
 * Live fan-out through Redis pub/sub, sharded on a cluster. Publishing never waits: what Redis does not take is lost, as a bus may.
 * The subscriptions are made anew with each connection; then listeners are told of the gap.
 */
export class RedisBus implements Bus {
  readonly #publisher: RedisConnection;
  readonly #subscriber: RedisConnection;
  readonly #listeners = new Map<string, Set<BusListener>>();
  readonly #subscribing = new Map<string, Promise<unknown>>();
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
  #again: NodeJS.Timeout | undefined;

  constructor(url: string, log: FastifyBaseLogger) {
    this.#publisher = new RedisConnection(url, 'bridges-bus-publish', log);
    this.#subscriber = new RedisConnection(url, 'bridges-bus-subscribe', log);
    // The client subscribes again to all it had before it says that it is ready.
    this.#subscriber.client.onReady((isAgain) => void this.#catchUp(isAgain));
  }

  /** Resolves with the first connection. */
  async ready(): Promise<void> {
    await Promise.all([this.#publisher.ready(), this.#subscriber.ready()]);
  }

  get isReady(): boolean {
    return this.#publisher.isReady && this.#subscriber.isReady;
  }

  publish(channel: string, payload: Uint8Array): void {
    if (!this.#publisher.client.isUsable) return;
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
    clearTimeout(this.#again);
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }

  /** While Redis is away this only remembers: the channel is subscribed to when it is back, before the gap is told. */
  async #subscribe(channel: string): Promise<boolean> {
    const { client } = this.#subscriber;
    try {
      await this.#subscriber.inTime(() => client.subscribe(prefix + channel, this.#deliver));
      return true;
    } catch {
      this.#unheard.add(channel);
      this.#again ??= setTimeout(() => this.#tryAgain(), againMs).unref();
      return false;
    }
  }

  #tryAgain(): void {
    this.#again = undefined;
    // Otherwise the next connection does it.
    if (this.#subscriber.client.isUsable) void this.#catchUp(false);
  }

  /** What Redis did not hear yet; who listens to it, or had a connection before, has missed something. */
  async #catchUp(isAgain: boolean): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    const channels = [...this.#unheard].filter((name) => this.#listeners.has(name));
    this.#unheard.clear();
    const heard = await Promise.all(channels.map((name) => this.#subscribe(name)));
    if (isAgain || heard.includes(true)) for (const listener of this.#gapListeners) listener();
  }

  #drop(channel: string, own: BusListener): void {
    const listeners = this.#listeners.get(channel);
    if (!listeners?.delete(own) || listeners.size > 0) return;
    this.#listeners.delete(channel);
    this.#subscribing.delete(channel);
    if (this.#unheard.delete(channel)) return;
    this.#subscriber.client.unsubscribe(prefix + channel, this.#deliver).catch(() => undefined);
  }
}
