import type { CommittedEvent } from './broker.ts';

/** What does not fit is read from the outbox. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Payloads of events that this process has just committed, for its relay: PostgreSQL need not write them out and we
 * need not parse them again. Only that; whether there is an event, and which comes first, the outbox alone knows.
 */
export class CommittedEvents {
  #payloads = new Map<string, Buffer>();
  #bytes = 0;

  keep({ eventId, payload }: CommittedEvent): void {
    if (this.#bytes + payload.length > mostBytes) return;
    this.#payloads.set(eventId, payload);
    this.#bytes += payload.length;
  }

  /** All of them, and forgets them: they are committed, so the next look at the outbox is the one that finds them. */
  takeAll(): ReadonlyMap<string, Buffer> {
    const taken = this.#payloads;
    this.#payloads = new Map();
    this.#bytes = 0;
    return taken;
  }
}
