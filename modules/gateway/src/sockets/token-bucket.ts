/** What a caller may do now. */
export type Allowance = 'allowed' | 'refused' | 'abusive';

/**
 * Counts the commands of one socket: `perSecond` in the long run, `burst` at once. Refused ones count too,
 * so a caller who does not slow down runs into debt, and is abusive when it is as deep as the burst.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAtMs = nowMs;
  }

  take(cost: number, nowMs: number): Allowance {
    // A clock that was set back must not take tokens away.
    const filled = this.#tokens + Math.max(0, nowMs - this.#filledAtMs) * this.#perMs;
    this.#filledAtMs = nowMs;
    const left = Math.min(this.#burst, filled) - cost;
    this.#tokens = Math.max(left, -this.#burst);
    if (left >= 0) return 'allowed';
    return left <= -this.#burst ? 'abusive' : 'refused';
  }

  /** How long until one more command is allowed. */
  get retryAfterMs(): number {
    return Math.ceil(Math.max(0, 1 - this.#tokens) / this.#perMs);
  }
}
