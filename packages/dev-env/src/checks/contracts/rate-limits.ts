import { AppError } from '@bridges/kit';
import type { RateLimit, RateLimitOptions, RateLimits } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { unlessStalled } from '../../stalls.ts';
import { eventually, freshSubject, unique } from './subject.ts';
import type { Started } from './subject.ts';

/** Clocks of a limiter and of the case may differ by this much. */
const clockSlackMs = 50;

/** The refusal of one act; fails when the act was let through or broke in another way. */
async function refusal(act: Promise<void>): Promise<AppError & { retryAfterMs: number }> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'kit.rate_limited', isRetryable: true });
  expect(error).toHaveProperty('retryAfterMs', expect.any(Number));
  return error as AppError & { retryAfterMs: number };
}

/** What every `RateLimits` keeps to. */
export function rateLimitsContract(name: string, create: () => Promise<Started<RateLimits>>): void {
  describe(`rate limits: ${name}`, () => {
    const limits = freshSubject(create);
    const limit = (options: Partial<RateLimitOptions> = {}): RateLimit =>
      limits().create({ name: unique('limit'), points: 3, perSeconds: 60, ...options });
    const useUp = async (subject: RateLimit, key: string, points = 3) => {
      for (let used = 0; used < points; used += 1) await subject.consume(key);
    };

    it('refuses what goes beyond the points, and says when to come again', async () => {
      const subject = limit();
      await useUp(subject, 'ada');
      for (const act of [1, 2]) {
        const { retryAfterMs } = await refusal(subject.consume('ada'));
        expect(retryAfterMs, `refusal ${act}`).toBeGreaterThan(0);
        expect(retryAfterMs, `refusal ${act}`).toBeLessThanOrEqual(60_000);
      }
    });

    it('lets through exactly the points of simultaneous acts', async () => {
      const subject = limit({ points: 5 });
      const acts = await Promise.allSettled(Array.from({ length: 20 }, () => subject.consume('ada')));
      expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    });

    it('counts each key apart', async () => {
      const subject = limit();
      await useUp(subject, 'ada');
      await refusal(subject.consume('ada'));
      await useUp(subject, 'ben');
    });

    it('counts each name apart', async () => {
      const [one, other] = [limit(), limit()];
      await useUp(one, 'ada');
      await refusal(one.consume('ada'));
      await useUp(other, 'ada');
    });

    it('takes as many points as an act costs', async () => {
      const subject = limit({ points: 5 });
      await subject.consume('ada', 3);
      await subject.consume('ada', 2);
      await refusal(subject.consume('ada'));
      await refusal(subject.consume('ben', 6));
    });

    it('forgets a key, and no other', async () => {
      const subject = limit();
      await useUp(subject, 'ada');
      await useUp(subject, 'ben');
      await refusal(subject.consume('ada'));
      await subject.reset('ada');
      await useUp(subject, 'ada');
      await refusal(subject.consume('ada'));
      await refusal(subject.consume('ben'));
    });

    it('begins anew when the window ends, not before', () =>
      unlessStalled(async () => {
        const subject = limit({ points: 1, perSeconds: 1 });
        const startedAt = performance.now();
        await subject.consume('ada');
        await refusal(subject.consume('ada'));
        await eventually(() => subject.consume('ada'));
        expect(performance.now() - startedAt).toBeGreaterThan(1000 - clockSlackMs);
      }));

    it('blocks for longer than the window once the points are used up', async () => {
      const subject = limit({ points: 1, perSeconds: 30, blockSeconds: 60 });
      await subject.consume('ada');
      for (const act of [1, 2]) {
        const { retryAfterMs } = await refusal(subject.consume('ada'));
        expect(retryAfterMs, `refusal ${act}`).toBeGreaterThan(50_000);
        expect(retryAfterMs, `refusal ${act}`).toBeLessThanOrEqual(60_000);
      }
    });

    it('blocks for shorter than the window, when that is what was asked', async () => {
      const subject = limit({ points: 1, perSeconds: 60, blockSeconds: 1 });
      await subject.consume('ada');
      expect((await refusal(subject.consume('ada'))).retryAfterMs).toBeLessThanOrEqual(1000);
      await eventually(() => subject.consume('ada'));
    });

    it('forgets a block as well', async () => {
      const subject = limit({ points: 1, blockSeconds: 120 });
      await subject.consume('ada');
      await refusal(subject.consume('ada'));
      await subject.reset('ada');
      await subject.consume('ada');
    });
  });
}
