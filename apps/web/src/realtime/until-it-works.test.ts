import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilItWorks } from './until-it-works.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => () => undefined;

it('tries again after waits that grow to five minutes, and no more once it has worked', async () => {
  const start = Date.now();
  const at: number[] = [];
  untilItWorks(async () => {
    at.push((Date.now() - start) / 1000);
    if (at.length < 10) throw new Error('not yet');
  }, never);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(at).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915, 1215]);
});

it('tries at once when there is a chance, and waits on from then', async () => {
  const act = vi.fn<() => Promise<void>>().mockRejectedValue(new Error('not yet'));
  const chances = new Set<() => void>();
  untilItWorks(act, (again) => {
    chances.add(again);
    return () => void chances.delete(again);
  });
  await vi.advanceTimersByTimeAsync(4000);
  for (const again of [...chances]) again();
  expect(act).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(9999);
  // One waits at a time: that of before has given up its timer and its chance.
  expect([act.mock.calls.length, chances.size]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(act).toHaveBeenCalledTimes(3);
  act.mockResolvedValue();
  for (const again of [...chances]) again();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect([act.mock.calls.length, chances.size]).toEqual([4, 0]);
});
