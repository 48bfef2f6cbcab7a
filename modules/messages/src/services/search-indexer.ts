import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { createBlockBuilder } from '../search/block-build.ts';
import type { Database } from '../tables/database.ts';
import type { RecentMessages } from './recent-messages.ts';
import { searchChangesAdvance } from './search-changes-advance.ts';
import { searchIndexAdvance } from './search-index-advance.ts';
import type { AdvanceResult, IndexWork } from './search-index-advance.ts';
import { searchRebuildStep } from './search-rebuild-step.ts';

export interface IndexerOptions {
  db: Kysely<Database>;
  log: Pick<FastifyBaseLogger, 'warn'>;
  recent: RecentMessages;
  /** Sends wait for their commits: the index gives way. */
  isBusy: () => boolean;
  /** They wait behind a commit that begins: there may be no processor to spare. */
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
 * With so much to do, passes begin so long after each other, and do what fills a block; the rest is for the next one.
 * What changed is not kept waiting.
 */
const fullGatherMs = 5000;
/**
 * And so much of the processors is the index's then, however far it gets behind: what it has not come to is found by
 * reading the messages themselves (`selectors/search-tails.ts`).
 */
const fullShare = 0.01;
/** What this thread takes PostgreSQL takes again, and V8 beside it. */
const costTimes = 2;
/** What changes while something else is under way comes together, too; and it is no more than a part of all. */
const changesRest = 4;
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

/** What some work took. */
interface Cost {
  ms: number;
  /** Of this thread on a processor. */
  cpuMs: number;
}

/** Writes the index of search from its queue, a batch at a time, apart from the sends. */
export class SearchIndexer {
  readonly #options: IndexerOptions;
  readonly #work: IndexWork;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isKicked = false;
  #isChanged = false;
  #nextChangesMs = -Infinity;
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
    while (!this.#stopping.signal.aborted) {
      const { left, cost, count } = await this.#advance();
      await this.#gather({ left, count }, cost);
      // Messages may never cease to come, nor a pass to an end that has to share: a rebuild goes on between them.
      if (left === 'others' || (left === 'more' && !this.#options.isFull())) continue;
      if (this.#isRebuilding) await this.#rebuildStep();
      else if (left === 'nothing' && !this.#isKicked) return;
    }
  }

  async #advance(): Promise<AdvanceResult & { cost: Cost }> {
    const { db, recent, isFull } = this.#options;
    const isBegun = this.#work.pass !== undefined;
    const isChanged = this.#isChanged;
    // A pass that is under way knows only what was in the queue when it began.
    if (!isBegun) [this.#isKicked, this.#isChanged] = [false, false];
    let left: AdvanceResult['left'] | undefined;
    try {
      const { result, cost } = await measured(() =>
        searchIndexAdvance(db, this.#work, { isSparing: isFull() }),
      );
      left = result.left;
      // Another process may have indexed what is still at hand here.
      if (left === 'nothing' && recent.isMuch) recent.forget();
      return { ...result, cost };
    } finally {
      // Changes come last in a pass.
      if (isChanged && left !== 'nothing' && left !== 'ends') this.#isChanged = true;
    }
  }

  async #rebuildStep(): Promise<void> {
    const { db } = this.#options;
    const { result, cost } = await measured(() => searchRebuildStep(db, this.#work.builder));
    if (result.isFinished) {
      this.#isRebuilding = false;
      this.#isKicked = true;
      return;
    }
    const doneMs = performance.now();
    await this.#rest(() => doneMs + (result.count === 0 ? othersMs : this.#rebuildRestMs(cost)));
  }

  #rebuildRestMs(cost: Cost): number {
    const { isBusy } = this.#options;
    return isBusy() ? Math.min(cost.ms * busyRebuildRest, longestRebuildRestMs) : cost.ms * rebuildRest;
  }

  async #gather(result: AdvanceResult, cost: Cost): Promise<void> {
    const startedMs = performance.now();
    const endMs = () => startedMs + this.#restMs(result, cost);
    const isWhole = result.left !== 'more' && result.left !== 'others';
    while (this.#isRebuilding && isWhole && performance.now() < endMs()) await this.#rebuildStep();
    await this.#rest(endMs);
  }

  #restMs({ count, left }: AdvanceResult, cost: Cost): number {
    if (left === 'others') return othersMs;
    const { isBusy, isFull } = this.#options;
    if (left === 'more' && isFull()) return shareMs(cost);
    if (count === 0 && left !== 'ends') return 0;
    if (left === 'more') return isBusy() ? Math.min(cost.ms, longestGiveWayMs) : 0;
    if (isFull()) return Math.max(fullGatherMs, shareMs(cost));
    return isBusy() ? gatherMs : Math.min(cost.ms * gatherTimes, longestQuietMs);
  }

  /**
   * What changed does not wait for its end.
   *
   * @param endMs of `performance.now()`: by how busy it is when this is asked
   */
  async #rest(endMs: () => number): Promise<void> {
    for (;;) {
      const nowMs = performance.now();
      const leftMs = endMs() - nowMs;
      if (this.#isChanged && nowMs > this.#nextChangesMs) await this.#changes();
      else if (leftMs <= 0) return;
      else await this.#pause(Math.min(leftMs, longestQuietMs));
    }
  }

  async #changes(): Promise<void> {
    this.#isChanged = false;
    let hasMore = true;
    try {
      const { result, cost } = await measured(() =>
        searchChangesAdvance(this.#options.db, this.#work.builder),
      );
      hasMore = result;
      this.#nextChangesMs = performance.now() + Math.max(gatherMs, cost.ms * changesRest);
    } finally {
      if (hasMore) this.#isChanged = true;
    }
  }

  #pause(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.#stopping.signal, ref: false });
  }
}

async function measured<Result>(work: () => Promise<Result>): Promise<{ result: Result; cost: Cost }> {
  const [startedMs, startedCpuMs] = [performance.now(), threadCpuMs()];
  const result = await work();
  return { result, cost: { ms: performance.now() - startedMs, cpuMs: threadCpuMs() - startedCpuMs } };
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** How long a rest makes this work the share of the index. */
const shareMs = ({ cpuMs }: Cost): number => (cpuMs * costTimes) / (fullShare * availableParallelism());
