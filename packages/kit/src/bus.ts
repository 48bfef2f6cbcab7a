export type BusListener = (payload: Uint8Array) => void;

/** Stops listening. */
export type Unsubscribe = () => void;

/**
 * Live fan-out between processes. At most once: a payload may be lost, so whoever needs all of them must
 * see gaps by `seq` and fetch. One publisher's payloads on one channel keep their order.
 */
export interface Bus {
  publish(channel: string, payload: Uint8Array): void;
  /** Resolves when payloads published from now on will arrive. */
  subscribe(channel: string, listener: BusListener): Promise<Unsubscribe>;
  /** Called after the bus lost its connection and is back: listeners may have missed payloads. */
  onGap(listener: () => void): Unsubscribe;
  close(): Promise<void>;
}

/** The one-process implementation. Listeners run in the publisher's tick and must not throw or block. */
export class MemoryBus implements Bus {
  readonly #listeners = new Map<string, Set<BusListener>>();

  publish(channel: string, payload: Uint8Array): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }

  async subscribe(channel: string, listener: BusListener): Promise<Unsubscribe> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(channel) === listeners) this.#listeners.delete(channel);
    };
  }

  onGap(): Unsubscribe {
    return () => {};
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
