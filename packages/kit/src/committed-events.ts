import type { CommittedEvent } from './broker.ts';

/** What does not fit is read from the outbox. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Payloads of events that this process has just committed, for its relay: PostgreSQL need not write them out and we
 * need not parse them again. Only that; whether there is an event, and which comes first, the outbox alone knows.
 */
export class CommittedEvents {
  /** Since the last look at the outbox that found all there was, or found it in other hands; and before it. */
  #payloads = new Map<string, Buffer>();
  #older = new Map<string, Buffer>();
  #bytes = 0;

  keep({ eventId, payload }: CommittedEvent): void {
    if (this.#bytes + payload.length > mostBytes) return;
    this.#payloads.set(eventId, payload);
    this.#bytes += payload.length;
  }

  /** Of an event that the outbox holds; no second time. */
  take(eventId: string): Buffer | undefined {
    const payload = this.#payloads.get(eventId) ?? this.#older.get(eventId);
    if (!payload) return undefined;
    this.#payloads.delete(eventId);
    this.#older.delete(eventId);
    this.#bytes -= payload.length;
    return payload;
  }

  /**
   * The outbox was read to its end: what had been kept before it was read, and is not taken, is not in it. Or another
   * copy reads it: what it has not taken by our second look is read from the outbox.
   */
  age(): void {
    for (const { length } of this.#older.values()) this.#bytes -= length;
    this.#older = this.#payloads;
    this.#payloads = new Map();
  }
}
