import type { FastifyBaseLogger } from 'fastify';

export interface RoundOptions {
  name: string;
  /** Asked before every pause. */
  pauseMs: () => number;
  run: () => Promise<void> | void;
  log: FastifyBaseLogger;
}

/** Something done again and again, never twice at once; a failure is logged and the next turn tries again. */
export class Round {
  readonly #options: RoundOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = true;

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isStopped = false;
    this.#schedule();
  }

  /** Does it now (or waits for the run under way), instead of after the pause. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#schedule();
    });
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.now(), this.#options.pauseMs());
  }

  async #run(): Promise<void> {
    try {
      await this.#options.run();
    } catch (error) {
      this.#options.log.warn({ err: error, round: this.#options.name }, 'a periodic task failed');
    }
  }
}
