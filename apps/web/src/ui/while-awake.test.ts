import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whileAwake } from './while-awake.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs when its time is over, unless it is stopped', () => {
  const [run, never] = [vi.fn<() => void>(), vi.fn<() => void>()];
  whileAwake(5000, run);
  const stop = whileAwake(5000, never);
  vi.advanceTimersByTime(4999);
  expect(run).not.toHaveBeenCalled();
  stop();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect([run.mock.calls.length, never.mock.calls.length]).toEqual([1, 0]);
});

it('counts little of the time in which no timer runs', () => {
  const run = vi.fn<() => void>();
  whileAwake(2000, run);
  // The machine sleeps for an hour: on waking, only what was due runs.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersToNextTimer();
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1749);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
});
