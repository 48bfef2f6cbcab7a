import { setTimeout as delay } from 'node:timers/promises';
import type { Platform } from '@bridges/kit';
import { nextChatDue, nextEntriesDue, nextTellingDue } from '../selectors/next-due.ts';
import { chatEntriesAdd } from './chat-entries-add.ts';
import type { ChatEntriesContext } from './chat-entries-add.ts';
import { chatsFanOut } from './chat-fan-out.ts';
import type { FanOutContext } from './chat-fan-out.ts';
import { tellingsClimb } from './tellings-climb.ts';
import type { ClimbContext } from './tellings-climb.ts';

export type LadderContext = FanOutContext & ClimbContext & ChatEntriesContext & { log: Platform['log'] };

/** Other copies of the service write rows too, and nobody tells us. */
const lookMs = 1000;
const afterFailureMs = 2000;
/**
 * Between two portions, whatever happens: others want the processor and the database as well. Chats are gathered
 * meanwhile: a thousand messages a second are looked at as a few lots.
 */
const breathMs = { readers: 40, steps: 5 };
/** What is due and can't be taken now (its channel is full) is looked at again after this. */
const patienceMs = 25;

/**
 * Looks for readers of new messages, and takes steps whose time has come, in small portions. Several copies may run:
 * each row is taken by one. All of it is in the database: a process that dies leaves it to the next.
 */
export class LadderLoop {
  readonly #context: LadderContext;
  readonly #stopping = new AbortController();
  readonly #wakes = new Set<() => void>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(context: LadderContext) {
    this.#context = context;
  }

  start(): void {
    const { db, channels } = this.#context;
    const names = channels.all().map(({ name }) => name);
    const entries = this.#repeat({
      what: 'put messages into inboxes',
      pauseMs: breathMs.readers,
      once: () => chatEntriesAdd(this.#context),
      next: () => nextEntriesDue(db),
    });
    this.#running = entries;
    // Without channels there is nobody to tell, and nothing to look for.
    if (names.length === 0) return;
    this.#running = Promise.all([
      entries,
      this.#repeat({
        what: 'look for readers',
        pauseMs: breathMs.readers,
        once: () => this.#fanOut(),
        next: () => nextChatDue(db),
      }),
      this.#repeat({
        what: 'climb',
        pauseMs: breathMs.steps,
        once: () => tellingsClimb(this.#context),
        next: () => nextTellingDue(db, names),
      }),
    ]);
  }

  /** There is something new: it is looked at now rather than at the next look. */
  wake(): void {
    for (const wake of this.#wakes) wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  /** Does one thing for as long as it finds something, then rests until there is more. */
  async #repeat({
    what,
    pauseMs,
    once,
    next,
  }: {
    what: string;
    pauseMs: number;
    once: () => Promise<number>;
    next: () => Promise<Date | undefined>;
  }): Promise<void> {
    const { signal } = this.#stopping;
    let isWoken = false;
    let endRest = () => {};
    this.#wakes.add(() => {
      isWoken = true;
      endRest();
    });
    const rest = async (ms: number) => {
      if (isWoken || signal.aborted) return;
      const woken = new Promise<void>((resolve) => (endRest = resolve));
      await Promise.race([woken, delay(ms, undefined, { ref: false, signal }).catch(() => {})]);
    };
    while (!signal.aborted) {
      isWoken = false;
      try {
        const found = await once();
        await delay(pauseMs, undefined, { ref: false, signal });
        if (found > 0) continue;
        const due = await next();
        const ms = due === undefined ? lookMs : due.getTime() - Date.now();
        await rest(Math.min(Math.max(ms, patienceMs), lookMs));
      } catch (error) {
        if (signal.aborted) return;
        this.#context.log.warn({ err: error, what }, 'The ladder stands still; trying again.');
        await delay(afterFailureMs, undefined, { ref: false, signal }).catch(() => {});
      }
    }
  }

  async #fanOut(): Promise<number> {
    const found = await chatsFanOut(this.#context);
    // There may be steps without a delay.
    if (found > 0) this.wake();
    return found;
  }
}
