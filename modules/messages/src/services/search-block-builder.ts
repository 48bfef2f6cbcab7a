import { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { createBlockBuilder } from './search-block-build.ts';
import type { BlockEnd, BuiltBlock, SourceMessage } from './search-block-build.ts';
import { pack } from './search-block-pack.ts';

/** What `search-block-thread.ts` is asked for; it answers with the blocks. */
export interface BuildRequest {
  messages: readonly SourceMessage[];
  ends: readonly BlockEnd[];
}

/** Fewer messages are done before they would have come to the thread. */
const fewestForThread = 256;

/**
 * Makes blocks from messages: of many, in a thread of its own, so that sends and searches are served meanwhile. It is
 * begun when there is something for it. One call at a time.
 */
export class SearchBlockBuilder {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  readonly #here = createBlockBuilder();
  #thread: Worker | undefined;

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log;
  }

  /** Messages in the order of chat and seq, each block whole, or after what `ends` says is there of it. */
  async build(messages: readonly SourceMessage[], ends: readonly BlockEnd[] = []): Promise<BuiltBlock[]> {
    if (messages.length < fewestForThread) return this.#here.build(messages, ends);
    return this.#buildThere(messages, ends).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'search is indexed without a thread of its own');
      return this.#here.build(messages, ends);
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  async #buildThere(messages: readonly SourceMessage[], ends: readonly BlockEnd[]): Promise<BuiltBlock[]> {
    const thread = (this.#thread ??= this.#begin());
    const { promise, resolve, reject } = Promise.withResolvers<BuiltBlock[]>();
    const onExit = () => reject(new Error('it ended before it answered'));
    thread.once('message', resolve).once('error', reject).once('exit', onExit);
    const { blocks, memory } = pack(ends);
    const request: BuildRequest = { messages, ends: blocks };
    thread.postMessage(request, [memory]);
    try {
      return await promise;
    } finally {
      thread.off('message', resolve).off('error', reject).off('exit', onExit);
    }
  }

  #begin(): Worker {
    const thread = new Worker(new URL('search-block-thread.ts', import.meta.url), {
      name: 'search',
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    thread.once('exit', () => (this.#thread = undefined));
    // Who waits for an answer is told and says so; with nobody waiting nothing is lost, and the process goes on.
    thread.on('error', () => {});
    // It never keeps a process alive.
    thread.unref();
    return thread;
  }
}
