import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Transferable } from 'node:worker_threads';
import type { Log } from '../db/log.ts';

/** What the thread says: a line for the log. */
export interface ThreadSays {
  level: keyof Log;
  fields: object;
  text: string;
}

/** What it is told, beside the messages of its owner. */
export const stopWord = 'kit.stop';

export interface ThreadOptions {
  /** A module that calls `serveThread`. */
  entry: URL;
  /** What that is given, told each time it begins; cloned. */
  data: () => unknown;
  log: Log;
}

const retryMs = 1000;
/** What it is about must be safe to break off. */
const longestStopMs = 2500;

/**
 * A part of a module with an event loop of its own, for work that would keep everybody waiting in this one. It begins
 * with the first message; when it fails, that is logged, and it begins anew a second later.
 *
 * What it was told before it failed is lost, so it must find by itself what there is to do.
 */
export class Thread<Message> {
  readonly #options: ThreadOptions;
  #worker: Worker | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /**
   * Cloned, except what is handed over. Nothing happens after `stop`, or before it begins anew; never throws for that.
   *
   * @returns whether there is a thread to take it
   */
  post(message: Message, handedOver: readonly Transferable[] = []): boolean {
    if (this.#isStopped || this.#retry) return false;
    if (!this.#worker) this.#begin();
    this.#worker?.postMessage(message, handedOver);
    return this.#worker !== undefined;
  }

  /** Resolves when it has finished what it was about. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage(stopWord);
    const impatience = setTimeout(() => {
      this.#options.log.warn({ entry: this.#name }, 'a thread was ended in the middle of its work');
      void worker.terminate();
    }, longestStopMs);
    await ended;
    clearTimeout(impatience);
  }

  #begin(): void {
    const { entry, data, log } = this.#options;
    try {
      this.#worker = new Worker(entry, { workerData: data(), env: withCompileCache() });
    } catch (error) {
      // E.g. no more threads may be made here: whoever posts has other things to do than that.
      this.#failed(error);
      this.#beginLater();
      return;
    }
    this.#worker.on('message', ({ level, fields, text }: ThreadSays) => log[level](fields, text));
    this.#worker.once('error', (error) => this.#failed(error));
    this.#worker.once('exit', () => {
      this.#worker = undefined;
      if (!this.#isStopped) this.#beginLater();
    });
    // It is for its owner to end it, not for what is left when all else has ended.
    this.#worker.unref();
  }

  #beginLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#begin();
    }, retryMs).unref();
  }

  #failed(error: unknown): void {
    this.#options.log.error({ err: error, entry: this.#name }, 'a thread failed');
  }

  get #name(): string {
    return this.#options.entry.pathname.replace(/^.*\//, '');
  }
}

/** Types are stripped once, not for each thread: each has to be told where that is kept. */
function withCompileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  // It tells the one of this version of Node. If there is none, it is where Node would have it.
  const folders = folder === undefined ? join(tmpdir(), 'node-compile-cache') : dirname(folder);
  return { ...process.env, NODE_COMPILE_CACHE: folders };
}
