import { Thread } from '@bridges/kit';
import type { CommittedEvent } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { StoredMessage } from './append-queue.ts';
import type { ChatHead } from './append-statements.ts';
import { muchHeld } from './recent-messages.ts';

/** What the thread of the index begins with. */
export interface SearchThreadData {
  databaseUrl: string;
  /** Of a `SendPressure`. */
  pressure: Int32Array;
  /** One number: bytes that it was told and still holds. */
  held: Int32Array;
}

/** What it is told. */
export type SearchThreadMessage =
  | { what: 'sent' | 'changed' | 'rebuild' }
  | {
      what: 'committed';
      /** Of a `MessagesSent`. */
      payload: Uint8Array;
      /** Of the chat of each of its messages. */
      revs: Float64Array;
    };

/** PostgreSQL and the server begin together, and on few processors; what waits in the queue can wait for them. */
const startMs = 1000;
/**
 * It may get no processor for long: what it is told waits in memory, and can be read back instead. When there is so
 * much of it, it is told nothing more until most is gone: what does not follow the rest it could not use.
 */
const mostHeld = 32 * 1024 * 1024;
/** It is woken for that much, or when it is kicked: to wake it for each commit would cost more than to tell it all. */
const mostUntold = 256 * 1024;

/**
 * The index of search, written by a thread of its own: its work is nothing that a send should wait for, and there may
 * be a processor that is free.
 */
export class SearchThread {
  readonly #thread: Thread<SearchThreadMessage>;
  readonly #held = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #isTelling = true;
  #untold: Uint8Array[] = [];
  #untoldBytes = 0;
  /** Of the chats of their messages. */
  #revs: number[] = [];
  #start: NodeJS.Timeout | undefined;

  constructor({ log, ...given }: Omit<SearchThreadData, 'held'> & { log: FastifyBaseLogger }) {
    const entry = new URL('search-thread-main.ts', import.meta.url);
    const data = (): SearchThreadData => {
      // What the one before was told is lost with it.
      Atomics.store(this.#held, 0, 0);
      return { ...given, held: this.#held };
    };
    this.#thread = new Thread({ entry, data, log });
  }

  /** There may be something in the queue since before. */
  start(): void {
    this.#start = setTimeout(() => this.kick(), startMs).unref();
  }

  /** There is something in the queue: of messages that were sent or, which is more urgent, of such as changed. */
  kick(what: 'sent' | 'changed' = 'sent'): void {
    this.#tell();
    this.#thread.post({ what });
  }

  /** A rebuild was begun. */
  rebuild(): void {
    this.#thread.post({ what: 'rebuild' });
  }

  /** What was just committed: it need not be read back. */
  keep(
    { payload }: Pick<CommittedEvent, 'payload'>,
    messages: readonly Pick<StoredMessage, 'chatId'>[],
    heads: ReadonlyMap<string, Pick<ChatHead, 'rev'>>,
  ): void {
    const held = Atomics.load(this.#held, 0);
    this.#isTelling = held <= (this.#isTelling ? mostHeld : muchHeld);
    if (!this.#isTelling) return;
    this.#untold.push(payload);
    this.#untoldBytes += payload.length;
    for (const { chatId } of messages) this.#revs.push(heads.get(chatId)?.rev ?? 0);
    if (this.#untoldBytes > mostUntold) this.#tell();
  }

  /** As one `MessagesSent`, which payloads of it are one after the other. */
  #tell(): void {
    if (this.#untoldBytes === 0) return;
    const payload = new Uint8Array(this.#untoldBytes);
    let at = 0;
    for (const one of this.#untold) {
      payload.set(one, at);
      at += one.length;
    }
    const revs = Float64Array.from(this.#revs);
    this.#untold = [];
    this.#untoldBytes = 0;
    this.#revs = [];
    const { length } = payload;
    const message = { what: 'committed', payload, revs } as const;
    if (this.#thread.post(message, [payload.buffer, revs.buffer])) Atomics.add(this.#held, 0, length);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#start);
    await this.#thread.stop();
  }
}
