import { FrameChain } from './frame-chain.ts';
import type { OutgoingQueue } from './outgoing-queue.ts';

export interface FlushCounts {
  deliveries: number;
  bytes: number;
}

/** Pauses between flushes never grow beyond this. */
const maxPauseMs = 10;

/**
 * Writes what a tick brought, once per socket. A flush over many sockets costs milliseconds, so the next one
 * waits as long as the last one took (at most `maxPauseMs`): under load several events share one write, and
 * the busier it is, the cheaper a delivery gets. After a cheap flush, or on a quiet server, nothing waits.
 */
export class Flusher {
  /** Where the chains of this tick begin. */
  start: FrameChain = FrameChain.start();
  #dirty: OutgoingQueue[] = [];
  #isScheduled = false;
  #notBeforeMs = 0;
  readonly #onFlushed: (counts: FlushCounts) => void;

  constructor(onFlushed: (counts: FlushCounts) => void = () => {}) {
    this.#onFlushed = onFlushed;
  }

  /** This queue has something to write. */
  mark(queue: OutgoingQueue): void {
    this.#dirty.push(queue);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const pauseMs = this.#notBeforeMs - performance.now();
    if (pauseMs < 1) setImmediate(this.flush);
    else setTimeout(this.flush, pauseMs);
  }

  /** Writes everything now. */
  readonly flush = (): void => {
    const startedMs = performance.now();
    const queues = this.#dirty;
    this.#dirty = [];
    this.#isScheduled = false;
    this.start = FrameChain.start();
    const counts = { deliveries: 0, bytes: 0 };
    for (const queue of queues) queue.flush(counts);
    const endedMs = performance.now();
    this.#notBeforeMs = endedMs + Math.min(endedMs - startedMs, maxPauseMs);
    this.#onFlushed(counts);
  };
}
