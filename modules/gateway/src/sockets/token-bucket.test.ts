import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('allows a burst, then the rate', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([1, 2, 3].map(() => bucket.take(1, 0))).toEqual(['allowed', 'allowed', 'allowed']);
    expect(bucket.take(1, 0)).toBe('refused');
    expect(bucket.retryAfterMs).toBe(100);
    expect(bucket.take(1, 100)).toBe('allowed');
  });

  it('calls it abuse when as many are refused at once as the burst holds', () => {
    const bucket = new TokenBucket(10, 3, 0);
    const answers = Array.from({ length: 6 }, () => bucket.take(1, 0));
    expect(answers.slice(3)).toEqual(['refused', 'refused', 'abusive']);
    expect(bucket.take(1, 10_000)).toBe('allowed');
  });

  it('lets all in who wait as long as they were told, however many wait at once', () => {
    const bucket = new TokenBucket(50, 200, 0);
    // As the outboxes of eight chats do: each has one command under way, and another after it.
    const callers = Array.from({ length: 8 }, () => ({ atMs: 0, done: 0 }));
    const answers: string[] = [];
    // No two go the same way through the network: by a plain sequence, the same in every run.
    let noise = 1;
    const networkMs = () => 1 + (((noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16) % 4);
    for (let nowMs = 0; nowMs < 20_000; nowMs++) {
      for (const caller of callers) {
        if (caller.atMs > nowMs) continue;
        const allowance = bucket.take(1, nowMs);
        answers.push(allowance);
        if (allowance === 'allowed') caller.done++;
        caller.atMs = nowMs + (allowance === 'allowed' ? 1 : bucket.retryAfterMs) + networkMs();
      }
    }
    expect(answers).not.toContain('abusive');
    const done = callers.map((caller) => caller.done);
    expect(done.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(200 + 20 * 50 - 10);
    expect(Math.min(...done)).toBeGreaterThan(100);
  });

  it('does not mind a clock that is set back', () => {
    const bucket = new TokenBucket(10, 3, 1000);
    expect(bucket.take(1, 0)).toBe('allowed');
    expect(bucket.take(1, 0)).toBe('allowed');
  });
});
