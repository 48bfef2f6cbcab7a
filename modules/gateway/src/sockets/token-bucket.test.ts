import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('allows a burst, then the rate', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([1, 2, 3].map(() => bucket.take(1, 0))).toEqual(['allowed', 'allowed', 'allowed']);
    expect(bucket.take(1, 0)).toBe('refused');
    expect(bucket.retryAfterMs).toBe(200);
    expect(bucket.take(1, 200)).toBe('allowed');
  });

  it('calls it abuse when the debt is as deep as the burst', () => {
    const bucket = new TokenBucket(10, 3, 0);
    const answers = Array.from({ length: 6 }, () => bucket.take(1, 0));
    expect(answers.slice(3)).toEqual(['refused', 'refused', 'abusive']);
    expect(bucket.take(1, 10_000)).toBe('allowed');
  });

  it('does not mind a clock that is set back', () => {
    const bucket = new TokenBucket(10, 3, 1000);
    expect(bucket.take(1, 0)).toBe('allowed');
    expect(bucket.take(1, 0)).toBe('allowed');
  });
});
