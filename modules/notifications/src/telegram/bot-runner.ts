import { setTimeout as delay } from 'node:timers/promises';
import type { Platform } from '@bridges/kit';
import { TelegramFailure } from './telegram-failure.ts';

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
const wrongTokenPauseMs = 60_000;

export interface BotRun {
  /** Until it throws or the signal is given; `works` says that Telegram answers. */
  run: (signal: AbortSignal, works: () => void) => Promise<void>;
  log: Platform['log'];
}

/** Keeps the bot listening: begins again after every failure, more and more slowly, until it is stopped. */
export class BotRunner {
  readonly #run: BotRun['run'];
  readonly #log: Platform['log'];
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor({ run, log }: BotRun) {
    this.#run = run;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping;
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      try {
        await this.#run(signal, () => (pauseMs = firstPauseMs));
      } catch (error) {
        if (signal.aborted) return;
        if (isWrongToken(error)) this.#log.error('Telegram does not know TELEGRAM_BOT_TOKEN.');
        else this.#log.warn({ err: error }, 'The Telegram bot stands still; trying again.');
        await wait(pauseAfter(error, pauseMs), signal);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  }
}

const isWrongToken = (error: unknown): boolean =>
  error instanceof TelegramFailure && (error.status === 401 || error.status === 404);

function pauseAfter(error: unknown, pauseMs: number): number {
  if (isWrongToken(error)) return wrongTokenPauseMs;
  return (error instanceof TelegramFailure ? error.retryAfterMs : undefined) ?? pauseMs;
}

/** Cut short when the signal is given. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
