/** How often the clock is looked at. */
const tickMs = 20;
/** What a busy machine takes now and then. */
const usualMs = 100;
const mostTries = 6;

/** Notices when this process stood still: then so did the machine, often, and nothing of that time says anything. */
export class Stalls implements Disposable {
  readonly #gaps: { atMs: number; lostMs: number }[] = [];
  #lastMs = Date.now();
  readonly #timer = setInterval(() => this.#look(), tickMs);

  /** Between two points of `Date.now()`, without the times in which nothing ran. */
  runningMs(fromMs: number, toMs: number): number {
    this.#look();
    const lost = this.#gaps.filter(({ atMs }) => atMs > fromMs && atMs - usualMs <= toMs);
    return toMs - fromMs - lost.reduce((sum, { lostMs }) => sum + lostMs, 0);
  }

  get hasSeenAny(): boolean {
    this.#look();
    return this.#gaps.length > 0;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const nowMs = Date.now();
    const lostMs = nowMs - this.#lastMs - tickMs;
    if (lostMs > usualMs) this.#gaps.push({ atMs: nowMs, lostMs });
    this.#lastMs = nowMs;
  }
}

/**
 * A case that hangs on times which a machine can miss by standing still. It is tried again, from its beginning, when it
 * failed and that happened meanwhile; a failure on a machine that ran is one.
 */
export async function unlessStalled<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    using stalls = new Stalls();
    try {
      return await act();
    } catch (error) {
      if (!stalls.hasSeenAny || tries === mostTries) throw error;
    }
  }
}
