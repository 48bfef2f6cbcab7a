import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { RecentMessages } from './recent-messages.ts';
import { createBlockBuilder } from './search-block-build.ts';
import { searchIndexAdvance } from './search-index-advance.ts';
import type { AdvanceResult, IndexWork } from './search-index-advance.ts';
import { searchRebuildStep } from './search-rebuild-step.ts';

export interface IndexerOptions {
  db: Kysely<Database>;
  log: Pick<FastifyBaseLogger, 'warn'>;
  recent: RecentMessages;
  /** Sends wait for their commits: the index gives way. */
  isBusy: () => boolean;
  /** There are more under way than one commit takes: there is no processor to spare. */
  isFull: () => boolean;
}

/** The queue is looked at this often by itself, e.g. after a crash. */
const pollMs = 5000;
const retryMs = 1000;
/** Another process writes the index now. */
const othersMs = 100;
/**
 * What comes meanwhile is indexed together: a block that is added to is written whole, so the more at once the better.
 * With the relay's own rest it is found within a second still.
 */
const gatherMs = 450;
/**
 * With so much to do, what is new is found somewhat later, and nobody waits longer for a commit because of it: after
 * this time if it fills a block, or else after twice as much. What changed is not kept waiting.
 */
const fullGatherMs = 5000;
/** Without sends that wait, so many times as long as it took. */
const gatherTimes = 4;
const longestQuietMs = 100;
/** Sends come between two parts of what is waiting. */
const longestGiveWayMs = 20;
/** Searches and sends come between two steps of a rebuild. */
const rebuildRest = 0.5;
/** A rebuild has time: while sends wait it rests many times as long as it worked. */
const busyRebuildRest = 39;
const longestRebuildRestMs = 750;

/** Writes the index of search from its queue, a batch at a time, apart from the sends. */
export class SearchIndexer {
  readonly #options: IndexerOptions;
  readonly #work: IndexWork;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isKicked = false;
  #isChanged = false;
  #isRebuilding = true;

  constructor(options: IndexerOptions) {
    this.#options = options;
    this.#work = { builder: createBlockBuilder(), recent: options.recent };
  }

  start(): void {
    this.kick();
  }

  /** There is something in the queue: of messages that were sent or, which is more urgent, of such as changed. */
  kick(what: 'sent' | 'changed' = 'sent'): void {
    this.#isKicked = true;
    if (what === 'changed') this.#isChanged = true;
    if (this.#stopping.signal.aborted || this.#running) return;
    clearTimeout(this.#timer);
    let nextMs = pollMs;
    this.#running = this.#run()
      .catch((error: unknown) => {
        nextMs = retryMs;
        if (!this.#stopping.signal.aborted)
          this.#options.log.warn({ err: error }, 'search could not be indexed');
      })
      .finally(() => {
        this.#running = undefined;
        if (this.#stopping.signal.aborted) return;
        if (this.#isKicked && nextMs === pollMs) this.kick();
        else this.#timer = setTimeout(() => this.kick(), nextMs).unref();
      });
  }

  /** Until the next kick, or the next look at the queue. */
  get isIdle(): boolean {
    return this.#running === undefined;
  }

  /** A rebuild was begun. */
  rebuild(): void {
    this.#isRebuilding = true;
    this.kick();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { db } = this.#options;
    while (!this.#stopping.signal.aborted) {
      // A pass that is under way knows only what was in the queue when it began.
      if (!this.#work.pass) this.#isKicked = false;
      const startedMs = performance.now();
      const result = await searchIndexAdvance(db, this.#work, { isSparing: this.#options.isFull() });
      await this.#gather(result, performance.now() - startedMs);
      if (result.left === 'more' || result.left === 'others') continue;
      // Messages may never cease to come: a rebuild goes on between them.
      if (this.#isRebuilding) await this.#rebuildStep();
      else if (result.left === 'nothing' && !this.#isKicked) return;
    }
  }

  async #rebuildStep(): Promise<void> {
    const startedMs = performance.now();
    const { count, isFinished } = await searchRebuildStep(this.#options.db, this.#work.builder);
    const tookMs = performance.now() - startedMs;
    if (isFinished) {
      this.#isRebuilding = false;
      this.#isKicked = true;
    } else await this.#rest(count === 0 ? othersMs : this.#rebuildRestMs(tookMs));
  }

  #rebuildRestMs(tookMs: number): number {
    const { isBusy } = this.#options;
    return isBusy() ? Math.min(tookMs * busyRebuildRest, longestRebuildRestMs) : tookMs * rebuildRest;
  }

  /** How long depends on how busy it is now, not on how busy it was when this began. */
  async #gather(result: AdvanceResult, tookMs: number): Promise<void> {
    const startedMs = performance.now();
    let changesMs = startedMs;
    for (;;) {
      const nowMs = performance.now();
      const leftMs = startedMs + this.#restMs(result, tookMs) - nowMs;
      if (leftMs <= 0) return;
      if (this.#isChanged && nowMs - changesMs > gatherMs) {
        await this.#changes();
        changesMs = performance.now();
      }
      if (this.#isRebuilding && result.left !== 'more' && result.left !== 'others') await this.#rebuildStep();
      else await this.#rest(Math.min(leftMs, longestQuietMs));
    }
  }

  async #changes(): Promise<void> {
    this.#isChanged = false;
    const { left } = await searchIndexAdvance(this.#options.db, this.#work, { part: 'changes' });
    if (left !== 'nothing') this.#isChanged = true;
  }

  #restMs({ count, left }: AdvanceResult, tookMs: number): number {
    if (left === 'others') return othersMs;
    if (count === 0 && left !== 'ends') return 0;
    const isBusy = this.#options.isBusy();
    if (left === 'more') return isBusy ? Math.min(tookMs, longestGiveWayMs) : 0;
    if (this.#options.isFull()) return fullGatherMs;
    return isBusy ? gatherMs : Math.min(tookMs * gatherTimes, longestQuietMs);
  }

  async #rest(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.#stopping.signal, ref: false });
  }
}
