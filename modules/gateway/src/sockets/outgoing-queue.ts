import type { Duplex } from 'node:stream';
import type { FlushCounts, Flusher } from './flusher.ts';
import type { FrameChain } from './frame-chain.ts';

/** Up to here copying two buffers into one is cheaper than a vectored write. */
const copyBytes = 16 * 1024;

export interface QueueOwner {
  /** More than `maxQueueBytes` wait: the reader is too slow. */
  onOverflow(): void;
  onDropped(count: number): void;
}

/**
 * What waits for one socket. Frames go to the TCP socket directly and whole, so they may stand between the
 * control frames that `ws` writes there. While the socket is blocked, frames wait here and count against the
 * limit; then typing and presence go first, and after that the socket.
 */
export class OutgoingQueue {
  readonly #socket: Duplex;
  readonly #flusher: Flusher;
  readonly #owner: QueueOwner;
  readonly #maxBytes: number;
  #chain: FrameChain | null = null;
  /** Replies: private to this socket, so they go after what is shared. */
  #replies: Buffer[] | null = null;
  #replyBytes = 0;
  #isMarked = false;
  #isWaiting = false;
  #isEnded = false;

  constructor(socket: Duplex, flusher: Flusher, owner: QueueOwner, maxBytes: number) {
    this.#socket = socket;
    this.#flusher = flusher;
    this.#owner = owner;
    this.#maxBytes = maxBytes;
  }

  /** Queues a frame that other sockets get too. */
  push(frame: Buffer, isDroppable = false): void {
    if (this.#isEnded) return;
    this.#chain = (this.#chain ?? this.#flusher.start).append(frame, isDroppable);
    if (!this.#isMarked) this.#mark();
  }

  /** Queues a frame for this socket alone, after the shared ones of this tick. */
  pushReply(frame: Buffer): void {
    if (this.#isEnded) return;
    (this.#replies ??= []).push(frame);
    this.#replyBytes += frame.length;
    if (!this.#isMarked) this.#mark();
  }

  /** Writes a control frame between the others; left out while the socket is blocked. */
  writeControl(frame: Buffer): void {
    if (!this.#isEnded && !this.#socket.destroyed && !this.#socket.writableNeedDrain)
      this.#socket.write(frame);
  }

  /** Bytes that wait here and in the TCP socket. */
  get waitingBytes(): number {
    return this.#socket.writableLength + (this.#chain?.bytes ?? 0) + this.#replyBytes;
  }

  /** Forgets what waits and takes no more. */
  end(): void {
    this.#isEnded = true;
    this.#clear();
  }

  /** Writes what waits, if the socket takes it. Called by the flusher, and before a close. */
  flush(counts: FlushCounts): void {
    this.#isMarked = false;
    if (this.#isEnded || (this.#chain === null && this.#replies === null)) return;
    if (this.#socket.destroyed) return this.end();
    if (this.#socket.writableNeedDrain) return this.#wait();
    counts.deliveries += (this.#chain?.frameCount ?? 0) + (this.#replies?.length ?? 0);
    counts.bytes += (this.#chain?.bytes ?? 0) + this.#replyBytes;
    this.#write();
    this.#clear();
  }

  #write(): void {
    const shared = this.#chain?.joined();
    if (this.#replies === null) {
      if (shared) this.#socket.write(shared);
      return;
    }
    const buffers = shared ? [shared, ...this.#replies] : this.#replies;
    const [first] = buffers;
    if (buffers.length === 1 && first) {
      this.#socket.write(first);
    } else if ((shared?.length ?? 0) + this.#replyBytes <= copyBytes) {
      this.#socket.write(Buffer.concat(buffers));
    } else {
      this.#socket.cork();
      for (const buffer of buffers) this.#socket.write(buffer);
      this.#socket.uncork();
    }
  }

  #wait(): void {
    if (this.waitingBytes > this.#maxBytes && this.#chain !== null && this.#chain.droppableCount > 0) {
      this.#owner.onDropped(this.#chain.droppableCount);
      this.#chain = this.#chain.withoutDroppable();
    }
    if (this.waitingBytes > this.#maxBytes) {
      this.end();
      return this.#owner.onOverflow();
    }
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#socket.once('drain', () => {
      this.#isWaiting = false;
      if (!this.#isMarked) this.#mark();
    });
  }

  #mark(): void {
    this.#isMarked = true;
    this.#flusher.mark(this);
  }

  #clear(): void {
    this.#chain = null;
    this.#replies = null;
    this.#replyBytes = 0;
  }
}
