/** What a caller may do now. */
export type Allowance = 'allowed' | 'refused' | 'abusive';

/**
 * Counts the commands of one socket: `perSecond` in the long run, `burst` at once. Refused ones take nothing from
 * that, or two commands that both wait as they were told would keep each other out for ever. They are counted apart:
 * each refused one is given a moment of its own to come again, and a caller who does not wait is abusive when as
 * many are refused as the burst holds.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  /** Refused commands that have not had the time to come again. */
  #refused = 0;
  #filledAtMs: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAtMs = nowMs;
  }

  take(cost: number, nowMs: number): Allowance {
    // A clock that was set back must not take tokens away.
    const earned = Math.max(0, nowMs - this.#filledAtMs) * this.#perMs;
    this.#filledAtMs = nowMs;
    this.#tokens = Math.min(this.#burst, this.#tokens + earned);
    this.#refused = Math.max(0, this.#refused - earned);
    if (this.#tokens >= cost) {
      this.#tokens -= cost;
      return 'allowed';
    }
    this.#refused = Math.min(this.#burst, this.#refused + cost);
    return this.#refused >= this.#burst ? 'abusive' : 'refused';
  }

  /** How long until the command that was just refused is allowed, after those refused before it. */
  get retryAfterMs(): number {
    return Math.ceil(Math.max(0, this.#refused - this.#tokens) / this.#perMs);
  }
}
